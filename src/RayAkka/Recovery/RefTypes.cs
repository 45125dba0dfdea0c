using System.Collections.Concurrent;
using System.Reflection;

namespace RayAkka.Recovery;

/// <summary>Which types can hold a ref, as far as their declarations say: values of the others need not be looked into.</summary>
internal static class RefTypes
{
    private static readonly ConcurrentDictionary<Type, bool> s_known = new();
    private static readonly ConcurrentDictionary<Type, bool> s_calls = new();

    [ThreadStatic]
    private static Type? t_latest;

    [ThreadStatic]
    private static bool t_latestMayHold;

    /// <summary>Whether a value of the declared type may hold a ref somewhere.</summary>
    public static bool MayHold(Type type) => s_known.TryGetValue(type, out var known) ? known : s_known.GetOrAdd(type, Look(type, []));

    /// <summary>Whether the arguments of a call of the class may hold one.</summary>
    public static bool CallMayHold(Type call)
    {
        // Most calls of a thread are like the one before.
        if (t_latest == call)
        {
            return t_latestMayHold;
        }

        t_latestMayHold = s_calls.GetOrAdd(call, static type => LookCall(type));
        t_latest = call;
        return t_latestMayHold;
    }

    private static bool LookCall(Type call)
    {
        for (var type = call; type is not null && type.Assembly != typeof(RefTypes).Assembly; type = type.BaseType)
        {
            if (Array.Exists(Fields(type), static field => MayHold(field.FieldType)))
            {
                return true;
            }
        }

        // In the expression form the arguments stand in the runtime's own objects.
        return Wire.CallWire.IsExpression(call);
    }

    private static bool Look(Type type, HashSet<Type> above)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(Type))
        {
            return false;
        }

        if (type.IsArray)
        {
            return Look(type.GetElementType()!, above);
        }

        // A subclass may hold what it likes. A handle is no ref.
        if (typeof(ActorHandle).IsAssignableFrom(type))
        {
            return false;
        }

        if (!type.IsValueType && (!type.IsSealed || typeof(ObjectRef).IsAssignableFrom(type)))
        {
            return true;
        }

        if (!above.Add(type))
        {
            return false;
        }

        for (var part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
        {
            if (Array.Exists(Fields(part), field => Look(field.FieldType, above)))
            {
                return true;
            }
        }

        return false;
    }

    private static FieldInfo[] Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
}
