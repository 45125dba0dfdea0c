using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RayAkka.Isolation;

/// <summary>Says which collections are rebuilt.</summary>
internal static class RebuilderTable
{
    private sealed record Row(Type Rebuilder, bool Always);

    // Keys that are immutable keep their identity, so they hash as before, and the fields can be copied. Where the fields are no
    // consistent picture while others write, or have a strategy inside, the collection is rebuilt always.
    private static readonly FrozenDictionary<Type, Row> s_rows = new Dictionary<Type, Row>
    {
        [typeof(Dictionary<,>)] = new(typeof(DictionaryRebuilder<,>), Always: false),
        [typeof(OrderedDictionary<,>)] = new(typeof(OrderedDictionaryRebuilder<,>), Always: false),
        [typeof(HashSet<>)] = new(typeof(HashSetRebuilder<>), Always: false),
        [typeof(Lookup<,>)] = new(typeof(LookupRebuilder<,>), Always: false),
        [typeof(Hashtable)] = new(typeof(HashtableRebuilder), Always: true),
        [typeof(ConcurrentDictionary<,>)] = new(typeof(ConcurrentDictionaryRebuilder<,>), Always: true),
        [typeof(ConcurrentBag<>)] = new(typeof(ConcurrentBagRebuilder<>), Always: true),
        [typeof(ConcurrentQueue<>)] = new(typeof(ConcurrentQueueRebuilder<>), Always: true),
        [typeof(ConcurrentStack<>)] = new(typeof(ConcurrentStackRebuilder<>), Always: true),
        [typeof(ImmutableDictionary<,>)] = new(typeof(ImmutableDictionaryRebuilder<,>), Always: true),
        [typeof(ImmutableHashSet<>)] = new(typeof(ImmutableHashSetRebuilder<>), Always: true),
        [typeof(FrozenDictionary<,>)] = new(typeof(FrozenDictionaryRebuilder<,>), Always: false),
        [typeof(FrozenSet<>)] = new(typeof(FrozenSetRebuilder<>), Always: false),
    }.ToFrozenDictionary();

    /// <summary>
    /// Finds the rebuilder for a type or the base of it that is the collection; <paramref name="collection"/> is the type whose fields
    /// make the collection. Null when the type is copied field by field.
    /// </summary>
    public static Rebuilder? Find(Type type, out Type collection)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            var definition = current.IsGenericType ? current.GetGenericTypeDefinition() : current;
            if (!s_rows.TryGetValue(definition, out var row))
                continue;

            // Frozen collections keep their items in internal subclasses, which are part of the collection.
            collection = current.IsAbstract ? type : current;
            return row.Always || !Immutability.OfDeclared(current.GetGenericArguments()[0]) ? Create(row.Rebuilder, current) : null;
        }

        collection = type;
        return null;
    }

    private static Rebuilder Create(Type definition, Type collection) =>
        (Rebuilder)Activator.CreateInstance(
            definition.IsGenericTypeDefinition ? definition.MakeGenericType(collection.GetGenericArguments()) : definition)!;
}
