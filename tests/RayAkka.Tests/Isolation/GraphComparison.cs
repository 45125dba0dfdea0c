using System.Collections;
using System.Reflection;
using RayAkka.Isolation;

namespace RayAkka.Tests.Isolation;

/// <summary>
/// Checks, by reflection and independently of the copier, that two graphs are isomorphic: the same types and values, aliases where aliases
/// were, and no object in common but immutable ones. Collections that hash are compared by their items, and each key must be found.
/// </summary>
internal static class GraphComparison
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static void AssertIsomorphic(object? original, object? copy)
    {
        var there = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        var back = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object? Original, object? Copy)>([(original, copy)]);
        while (open.TryPop(out var pair))
        {
            if (pair.Original is null || pair.Copy is null)
            {
                Assert.Null(pair.Original);
                Assert.Null(pair.Copy);
                continue;
            }

            var (one, other) = (pair.Original, pair.Copy);
            Assert.Equal(one.GetType(), other.GetType());
            if (one.GetType().IsPrimitive)
            {
                Assert.Equal(one, other);
                continue;
            }

            if (ReferenceEquals(one, other))
            {
                Assert.True(Immutability.OfExact(one.GetType()) || one is Array { Length: 0 } or MemberInfo, $"{one.GetType()} is shared.");
                continue;
            }

            // Structs get a new box each time they are read.
            if (one is not ValueType)
            {
                if (there.TryGetValue(one, out var known))
                {
                    Assert.Same(known, other);
                    continue;
                }

                Assert.True(back.TryAdd(other, one), $"Two objects of {one.GetType()} became one.");
                there.Add(one, other);
            }

            Open(open, one, other);
        }
    }

    private static void Open(Stack<(object? Original, object? Copy)> open, object one, object other)
    {
        if (one is Array array)
        {
            var twin = (Array)other;
            Assert.Equal(array.Length, twin.Length);
            Assert.Equal(array.Rank, twin.Rank);
            for (var i = 0; i < array.Rank; i++)
            {
                Assert.Equal(array.GetLowerBound(i), twin.GetLowerBound(i));
                Assert.Equal(array.GetLength(i), twin.GetLength(i));
            }

            foreach (var (a, b) in array.Cast<object?>().Zip(twin.Cast<object?>()))
                open.Push((a, b));
            return;
        }

        if (one is IDictionary dictionary && other is IDictionary twins)
        {
            Assert.Equal(dictionary.Count, twins.Count);
            foreach (var (a, b) in Entries(dictionary).Zip(Entries(twins)))
            {
                open.Push((a.Key, b.Key));
                open.Push((a.Value, b.Value));
                Assert.True(twins.Contains(b.Key), "A key of the copy is not found.");
            }

            return;
        }

        if (one.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true && one is IEnumerable items)
        {
            var (mine, theirs) = (items.Cast<object?>().ToArray(), ((IEnumerable)other).Cast<object?>().ToArray());
            Assert.Equal(mine.Length, theirs.Length);
            for (var i = 0; i < mine.Length; i++)
            {
                open.Push((mine[i], theirs[i]));
                Assert.True(other is not HashSet<TestNode> set || set.Contains((TestNode)theirs[i]!), "An item of the copy is not found.");
            }

            return;
        }

        if (one is Exception)
            return;
        for (var type = one.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields))
                open.Push((field.GetValue(one), field.GetValue(other)));
        }
    }

    // By hand: a Hashtable's order may change when its keys' hashes do.
    private static IEnumerable<DictionaryEntry> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
            yield return entry;
    }
}
