namespace RayAkka.Generators.Surface;

/// <summary>A generic remote class inside another one.</summary>
/// <typeparam name="TOuter">The outer type.</typeparam>
public static class Outer<TOuter>
    where TOuter : struct
{
    /// <summary>A map.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TValue">The values.</typeparam>
    /// <param name="seed">Anything.</param>
    [Remote]
    public class Map<TKey, TValue>(TOuter seed)
        where TKey : notnull, IComparable<TKey>
        where TValue : class?
    {
        private readonly Dictionary<TKey, TValue> _values = [];

        /// <summary>Sets a value.</summary>
        public void Set(TKey key, TValue value) => _values[key] = value;

        /// <summary>Gets it.</summary>
        public TValue? Get(TKey key) => _values.GetValueOrDefault(key);

        /// <summary>Gets both.</summary>
        public (TOuter Seed, TExtra Extra) Both<TExtra>(TExtra extra)
            where TExtra : unmanaged => (seed, extra);
    }
}

internal static class GenericCalls
{
    public static List<ObjectRef> Use(ObjectRef<string> key, ObjectRef<long> extra)
    {
        ActorHandle<Outer<int>.Map<string, object>> map = Outer<int>.Map<string, object>.Remote(5);
        ObjectRef<object?> got = map.Get.Remote(key);
        ObjectRef<(int Seed, long Extra)> both = map.Both.Remote(extra);
        return [map.Set.Remote("a", new object()), got, both, map.Both.Remote(1.5)];
    }
}
