using System.Collections.Concurrent;
using System.Reflection;
using RayAkka.Isolation;

namespace RayAkka.Recovery;

/// <summary>How the state of a class is taken out of an object and put into another.</summary>
internal abstract class CheckpointPlan
{
    private static readonly ConcurrentDictionary<Type, CheckpointPlan?> s_plans = new();

    /// <summary>The plan of a class; null if the class does not say what its state is.</summary>
    /// <exception cref="ArgumentException">What it says cannot be followed; one sentence.</exception>
    public static CheckpointPlan? Of(Type actor) => s_plans.GetOrAdd(actor, Make);

    /// <summary>The declared types of the state.</summary>
    public abstract IEnumerable<Type> StateTypes { get; }

    /// <summary>A copy of the state that the object's later changes do not reach.</summary>
    public abstract object? Take(object instance);

    /// <summary>Gives the object a copy of the state.</summary>
    public abstract void Restore(object instance, object? state);

    private static CheckpointPlan? Make(Type actor)
    {
        var members = Members(actor);
        var states = actor.GetInterfaces().Where(static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICheckpointable<>)).ToArray();
        if (states.Length + (members.Count > 0 ? 1 : 0) > 1)
        {
            throw new ArgumentException($"{actor} says in more than one way what its state is; implement ICheckpointable once, or mark its members with [Checkpoint].");
        }

        if (states.Length == 1)
        {
            return (CheckpointPlan)Activator.CreateInstance(typeof(OfInterface<>).MakeGenericType(states[0].GetGenericArguments()))!;
        }

        return members.Count == 0 ? null : new OfMembers(members);
    }

    private static List<MemberInfo> Members(Type actor)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = new List<MemberInfo>();
        for (var type = actor; type is not null && type != typeof(object); type = type.BaseType)
        {
            members.AddRange(type.GetMembers(All)
                .Where(static member => member is FieldInfo or PropertyInfo && member.IsDefined(typeof(CheckpointAttribute), inherit: false))
                .OrderBy(static member => member.Name, StringComparer.Ordinal));
        }

        return members.Find(static member => member is PropertyInfo { CanRead: false } or PropertyInfo { CanWrite: false }) is { } unusable
            ? throw new ArgumentException($"{unusable.DeclaringType}.{unusable.Name} is marked with [Checkpoint] and cannot be read and written; give it a getter and a setter.")
            : members;
    }

    private sealed class OfInterface<TState> : CheckpointPlan
    {
        public override IEnumerable<Type> StateTypes => [typeof(TState)];

        public override object? Take(object instance) => Isolate.Copy(((ICheckpointable<TState>)instance).TakeCheckpoint());

        public override void Restore(object instance, object? state) => ((ICheckpointable<TState>)instance).RestoreCheckpoint(Isolate.Copy((TState)state!));
    }

    private sealed class OfMembers(List<MemberInfo> members) : CheckpointPlan
    {
        public override IEnumerable<Type> StateTypes =>
            members.Select(static member => member is FieldInfo one ? one.FieldType : ((PropertyInfo)member).PropertyType);

        // In one graph: what two members share stays shared.
        public override object? Take(object instance) => Isolate.Copy(members.ConvertAll(member => ValueOf(member, instance)).ToArray());

        public override void Restore(object instance, object? state)
        {
            var values = Isolate.Copy((object?[])state!);
            for (var i = 0; i < values.Length; i++)
            {
                if (members[i] is FieldInfo field)
                {
                    field.SetValue(instance, values[i]);
                }
                else
                {
                    ((PropertyInfo)members[i]).SetValue(instance, values[i]);
                }
            }
        }

        private static object? ValueOf(MemberInfo member, object instance) =>
            member is FieldInfo field ? field.GetValue(instance) : ((PropertyInfo)member).GetValue(instance);
    }
}
