using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace RayAkka.Wire;

/// <summary>The types of the runtime itself that may travel though no signature names them: plain values and collections, none that does anything.</summary>
internal static class PlatformTypes
{
    private static readonly FrozenSet<Type> s_types = FrozenSet.Create(
        typeof(object), typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Complex), typeof(Index), typeof(Range), typeof(Rune),
        typeof(Version), typeof(Uri), typeof(DBNull), typeof(StringBuilder), typeof(BitArray), typeof(ArrayList), typeof(Hashtable), typeof(Queue),
        typeof(Stack), typeof(SortedList), typeof(DictionaryEntry), typeof(IPAddress), typeof(IPEndPoint), typeof(CultureInfo), typeof(Regex),
        typeof(TimeZoneInfo), typeof(CancellationToken), typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane),
        typeof(Matrix3x2), typeof(Matrix4x4), typeof(ActorId), typeof(NodeId), typeof(TaskId), typeof(JobId), typeof(PlacementGroupId), typeof(PlacementGroup), typeof(ObjectRef), typeof(ActorHandle),
        typeof(CompilerServices.Nothing));

    private static readonly FrozenSet<Type> s_definitions = FrozenSet.Create(
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(StrongBox<>), typeof(ArraySegment<>), typeof(Memory<>), typeof(ReadOnlyMemory<>), typeof(Vector<>),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(Tuple<,,,,,,>),
        typeof(Tuple<,,,,,,,>), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(ValueTuple<,,,,,,,>),
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(SortedSet<>),
        typeof(SortedDictionary<,>), typeof(SortedList<,>), typeof(PriorityQueue<,>), typeof(OrderedDictionary<,>), typeof(Lookup<,>),
        typeof(ConcurrentDictionary<,>), typeof(ConcurrentBag<>), typeof(ConcurrentQueue<>), typeof(ConcurrentStack<>),
        typeof(Collection<>), typeof(ObservableCollection<>), typeof(ReadOnlyCollection<>), typeof(ReadOnlyDictionary<,>), typeof(ReadOnlySet<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedSet<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenSet<>), typeof(FrozenDictionary<,>),
        typeof(ObjectRef<>), typeof(ActorHandle<>), typeof(WaitResult<>));

    private static readonly FrozenSet<Type> s_arithmetic =
        FrozenSet.Create(typeof(Math), typeof(MathF), typeof(BitOperations), typeof(Complex), typeof(Convert), typeof(StringBuilder), typeof(Random));

    // What the runtime and the compiler make in place of a type that can be named.
    private static readonly FrozenSet<string> s_names = FrozenSet.Create(
        StringComparer.Ordinal,
        "System.Linq.Grouping`2",
        "System.Linq.CollectionLookup`2");

    /// <summary>Whether objects of the type may travel, given that its type arguments may.</summary>
    public static bool Contains(Type type)
    {
        if (type.IsPrimitive)
        {
            return type != typeof(nint) && type != typeof(nuint);
        }

        if (s_types.Contains(type) || type.IsEnum)
        {
            return true;
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return s_definitions.Contains(definition)
            || (AssemblyFacts.IsPlatform(definition.Assembly) && definition.FullName is { } name && s_names.Contains(name))
            || IsInterface(definition) || IsComparer(type) || IsMadeByCompiler(definition) || IsValueOfFamily(type);
    }

    /// <summary>Whether the type's methods only compute: numbers, texts, times, collections.</summary>
    public static bool IsHarmless(Type type) =>
        PlainForms.TryGetNumber(type, out _) || s_arithmetic.Contains(type)
        || (type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true && AssemblyFacts.IsPlatform(type.Assembly) && Contains(type));

    /// <summary>Types that are written by what they stand for, whatever class of the runtime they are of.</summary>
    public static bool IsValueOfFamily(Type type) =>
        typeof(Type).IsAssignableFrom(type) || (AssemblyFacts.IsPlatform(type.Assembly) && (typeof(Encoding).IsAssignableFrom(type) || IsFrozen(type)));

    /// <summary>Frozen collections are of a subclass for each strategy.</summary>
    public static bool IsFrozen(Type type) => FrozenBase(type) is not null;

    public static Type? FrozenBase(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() is var definition
                && (definition == typeof(FrozenSet<>) || definition == typeof(FrozenDictionary<,>)))
            {
                return current;
            }
        }

        return null;
    }

    // As type arguments and element types; no object is of such a type.
    private static bool IsInterface(Type type) =>
        type.IsInterface && AssemblyFacts.IsPlatform(type.Assembly)
        && (type.Namespace == "System" || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true || type.Namespace == "System.Numerics"
            || type.Namespace == "System.Linq");

    private static bool IsComparer(Type type) =>
        type.Assembly == typeof(object).Assembly && type != typeof(object)
        && (typeof(IEqualityComparer).IsAssignableFrom(type) || typeof(IComparer).IsAssignableFrom(type));

    private static bool IsMadeByCompiler(Type type) =>
        type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) || type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);
}
