using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>Says which collections travel by their items.</summary>
internal static class CollectionTable
{
    private static readonly FrozenDictionary<Type, Type> s_rebuilders = new Dictionary<Type, Type>
    {
        [typeof(List<>)] = typeof(ListRebuilder<>),
        [typeof(Queue<>)] = typeof(QueueRebuilder<>),
        [typeof(Stack<>)] = typeof(StackRebuilder<>),
        [typeof(PriorityQueue<,>)] = typeof(PriorityQueueRebuilder<,>),
        [typeof(SortedSet<>)] = typeof(SortedSetRebuilder<>),
        [typeof(SortedDictionary<,>)] = typeof(SortedDictionaryRebuilder<,>),
        [typeof(SortedList<,>)] = typeof(SortedListRebuilder<,>),
        [typeof(Dictionary<,>)] = typeof(DictionaryRebuilder<,>),
        [typeof(OrderedDictionary<,>)] = typeof(OrderedDictionaryRebuilder<,>),
        [typeof(HashSet<>)] = typeof(HashSetRebuilder<>),
        [typeof(Lookup<,>)] = typeof(LookupRebuilder<,>),
        [typeof(Hashtable)] = typeof(HashtableRebuilder),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryRebuilder<,>),
        [typeof(ConcurrentBag<>)] = typeof(ConcurrentBagRebuilder<>),
        [typeof(ConcurrentQueue<>)] = typeof(ConcurrentQueueRebuilder<>),
        [typeof(ConcurrentStack<>)] = typeof(ConcurrentStackRebuilder<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListRebuilder<>),
        [typeof(ImmutableQueue<>)] = typeof(ImmutableQueueRebuilder<>),
        [typeof(ImmutableStack<>)] = typeof(ImmutableStackRebuilder<>),
        [typeof(ImmutableSortedSet<>)] = typeof(ImmutableSortedSetRebuilder<>),
        [typeof(ImmutableSortedDictionary<,>)] = typeof(ImmutableSortedDictionaryRebuilder<,>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryRebuilder<,>),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableHashSetRebuilder<>),
    }.ToFrozenDictionary();

    /// <summary>
    /// Finds the rebuilder for a type, and the base of it that is the collection. Null when the type travels field by field.
    /// </summary>
    public static Rebuilder? Find(Type type, out Type collection)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (s_rebuilders.TryGetValue(current.IsGenericType ? current.GetGenericTypeDefinition() : current, out var rebuilder))
            {
                collection = current;
                return (Rebuilder)Activator.CreateInstance(
                    rebuilder.IsGenericTypeDefinition ? rebuilder.MakeGenericType(current.GetGenericArguments()) : rebuilder)!;
            }
        }

        collection = type;
        return null;
    }
}
