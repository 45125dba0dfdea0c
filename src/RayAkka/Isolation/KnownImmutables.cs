using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace RayAkka.Isolation;

/// <summary>Types that are immutable (or as good as: what they cache inside is safe to share) though their fields do not show it.</summary>
internal static class KnownImmutables
{
    // Families: the type and whatever derives from it.
    private static readonly Type[] s_families =
    [
        typeof(ObjectRef), typeof(ActorHandle),
        typeof(Type), typeof(Assembly), typeof(Module), typeof(Uri), typeof(Regex), typeof(Encoding),
    ];

    private static readonly FrozenSet<Type> s_types = FrozenSet.Create(
        typeof(string), typeof(decimal), typeof(DBNull), typeof(Version), typeof(CancellationToken), typeof(System.Numerics.BigInteger),
        typeof(TimeZoneInfo), typeof(System.Globalization.CompareInfo), typeof(RuntimeTypeHandle), typeof(RuntimeMethodHandle));

    // By name: they are internal, or their assemblies are seldom needed.
    private static readonly FrozenSet<string> s_names = FrozenSet.Create(
        StringComparer.Ordinal,
        "System.Globalization.CultureData",
        "System.Reflection.Missing",
        "System.TimeProvider+SystemTimeProvider",
        "System.Xml.Linq.XName",
        "System.Xml.Linq.XNamespace");

    private static readonly FrozenSet<Type> s_collections = FrozenSet.Create(
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedSet<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenSet<>),
        typeof(FrozenDictionary<,>));

    /// <summary>Whether the type is one of the two that stand for something elsewhere; nothing that they hold inside speaks against it.</summary>
    public static bool IsOurs(Type type) => typeof(ObjectRef).IsAssignableFrom(type) || typeof(ActorHandle).IsAssignableFrom(type);

    /// <summary>Whether all values of a declared type are.</summary>
    public static bool Contains(Type type) =>
        s_types.Contains(type) || Array.Exists(s_families, family => family.IsAssignableFrom(type)) ||
        (type.FullName is { } name && s_names.Contains(name));

    /// <summary>Whether objects of exactly this run-time type are.</summary>
    public static bool ContainsExact(Type type)
    {
        if (type.IsValueType || type.IsArray || Refusals.Of(type) is not null)
            return false;
        return Contains(type) || IsReflection(type) || IsImmutableTuple(type) || IsFrameworkComparer(type) || IsImmutableFrozen(type);
    }

    /// <summary>Whether the type is a collection that is immutable if its items are.</summary>
    public static bool IsCollection(Type type) => type.IsGenericType && s_collections.Contains(type.GetGenericTypeDefinition());

    private static bool IsReflection(Type type) =>
        typeof(MemberInfo).IsAssignableFrom(type) || typeof(ParameterInfo).IsAssignableFrom(type);

    // Not sealed, so that it takes the run-time type to know.
    private static bool IsImmutableTuple(Type type) =>
        type.Assembly == typeof(object).Assembly && typeof(ITuple).IsAssignableFrom(type) &&
        Array.TrueForAll(type.GetGenericArguments(), Immutability.OfDeclared);

    // Those of the core library compare by reference to their own singletons. One that wraps a user's delegate is no such thing.
    private static bool IsFrameworkComparer(Type type)
    {
        if (type.Assembly != typeof(object).Assembly)
            return false;
        var isComparer = typeof(IEqualityComparer).IsAssignableFrom(type) || typeof(IComparer).IsAssignableFrom(type) ||
            Array.Exists(type.GetInterfaces(), one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEqualityComparer<>));
        return isComparer && !FieldSearch.All(type).Any(field => typeof(Delegate).IsAssignableFrom(field.FieldType));
    }

    // Frozen collections have a subclass for each strategy.
    private static bool IsImmutableFrozen(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsCollection(current))
                return Immutability.OfDeclared(current);
        }

        return false;
    }
}
