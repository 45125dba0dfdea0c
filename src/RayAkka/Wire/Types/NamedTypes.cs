using System.Collections;
using System.Reflection;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>
/// The types that signatures name, with all that their fields, elements and type arguments name in turn, and their families: what derives from or
/// implements a user's type that is named, in the same assembly or in one that holds remote classes. Families are found at once and not when
/// one is met, so that what is allowed does not depend on what came before.
/// </summary>
internal sealed class NamedTypes
{
    private readonly Lock _gate = new();
    private volatile HashSet<Type> _definitions = [];
    private int _familiesOf;

    public bool Contains(Type type) => _definitions.Contains(Definition(type));

    public void Add(Type type)
    {
        if (type.IsGenericType || !Contains(type))
        {
            AddAll([type]);
        }
    }

    public void AddAll(IReadOnlyCollection<Type> types)
    {
        if (types.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            // Readers see the set without the lock, so that it is replaced.
            var all = new HashSet<Type>(_definitions);
            Expand(types, all);
            if (all.Count != _definitions.Count)
            {
                _definitions = all;
            }
        }
    }

    /// <summary>Adds the families of what was added since the last time, and what their fields name, until there is nothing to add.</summary>
    public void AddFamilies()
    {
        if (Volatile.Read(ref _familiesOf) == _definitions.Count)
        {
            return;
        }

        lock (_gate)
        {
            var all = new HashSet<Type>(_definitions);
            var before = -1;
            while (before != all.Count)
            {
                before = all.Count;
                var assemblies = all.Select(type => type.Assembly).Where(assembly => !AssemblyFacts.IsPlatform(assembly));
                var holders = AssemblyIndex.Loaded.Where(assembly => AssemblyFacts.Of(assembly).HoldsRemoteClasses);
                foreach (var assembly in assemblies.Concat(holders).Distinct().ToArray())
                {
                    var holdsRemoteClasses = AssemblyFacts.Of(assembly).HoldsRemoteClasses;
                    Expand(AssemblyFacts.Of(assembly).Types.Where(type => IsOfFamily(type, holdsRemoteClasses, all)).ToArray(), all);
                }
            }

            _definitions = all;
            Volatile.Write(ref _familiesOf, all.Count);
        }
    }

    private static bool IsOfFamily(Type type, bool holdsRemoteClasses, HashSet<Type> all)
    {
        if (type.IsInterface || all.Contains(type) || AssemblyFacts.IsCall(type))
        {
            return false;
        }

        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (IsParent(current, type.Assembly, holdsRemoteClasses, all))
            {
                return true;
            }
        }

        return Array.Exists(type.GetInterfaces(), one => IsParent(one, type.Assembly, holdsRemoteClasses, all) || (holdsRemoteClasses && IsComparer(one)));
    }

    private static bool IsParent(Type parent, Assembly assembly, bool holdsRemoteClasses, HashSet<Type> all) =>
        !AssemblyFacts.IsPlatform(parent.Assembly) && (holdsRemoteClasses || parent.Assembly == assembly) && all.Contains(Definition(parent));

    private static bool IsComparer(Type type) =>
        type == typeof(IEqualityComparer) || type == typeof(IComparer)
        || (Definition(type) is var definition && (definition == typeof(IEqualityComparer<>) || definition == typeof(IComparer<>)));

    private static void Expand(IReadOnlyCollection<Type> types, HashSet<Type> all)
    {
        var open = new Stack<Type>(types);
        while (open.TryPop(out var type))
        {
            Expand(type, all, open);
        }
    }

    private static void Expand(Type type, HashSet<Type> all, Stack<Type> open)
    {
        while (type.HasElementType)
        {
            type = type.GetElementType()!;
        }

        if (type.IsGenericParameter || type.IsPrimitive || type == typeof(object) || type == typeof(string))
        {
            return;
        }

        // The class of a handle is a name, no value.
        foreach (var argument in typeof(ActorHandle).IsAssignableFrom(type) ? [] : type.GetGenericArguments())
        {
            if (!argument.IsGenericParameter && (argument.IsGenericType || argument.HasElementType || !all.Contains(argument)))
            {
                open.Push(argument);
            }
        }

        // Types that grow without end (class C<T> { C<C<T>> }) end here: what counts is the definition.
        if (PlatformTypes.Contains(type) || !IsFit(type) || !all.Add(Definition(type)) || type.IsInterface)
        {
            return;
        }

        foreach (var field in FieldSearch.All(type))
        {
            open.Push(field.FieldType);
        }
    }

    private static bool IsFit(Type type) =>
        !type.IsPointer && !type.IsFunctionPointer && !type.IsByRefLike && Refusals.Of(type) is null && !typeof(ObjectRef).IsAssignableFrom(type)
        && !typeof(MemberInfo).IsAssignableFrom(type);

    private static Type Definition(Type type) => type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericTypeDefinition() : type;
}
