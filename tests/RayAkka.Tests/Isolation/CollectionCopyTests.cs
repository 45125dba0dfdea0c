using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using RayAkka.Isolation;
using static RayAkka.Tests.Isolation.Shapes;

namespace RayAkka.Tests.Isolation;

public class CollectionCopyTests
{
    private readonly Node _key = new() { Value = 7 };

    public static TheoryData<string> HashedByIdentity =>
        ["Dictionary", "Hashtable", "OrderedDictionary", "ConcurrentDictionary", "ImmutableDictionary", "FrozenDictionary"];

    [Theory]
    [MemberData(nameof(HashedByIdentity))]
    public void Copy_DictionaryHashedByIdentity_FindsTheCopiedKeys(string kind)
    {
        var others = Enumerable.Range(0, 50).Select(i => KeyValuePair.Create(new Node { Value = i }, "other")).ToArray();
        KeyValuePair<Node, string>[] items = [KeyValuePair.Create(_key, "found"), .. others];
        IDictionary original = kind switch
        {
            "Hashtable" => new Hashtable(items.ToDictionary()),
            "OrderedDictionary" => new OrderedDictionary<Node, string>(items),
            "ConcurrentDictionary" => new ConcurrentDictionary<Node, string>(items),
            "ImmutableDictionary" => items.ToImmutableDictionary(),
            "FrozenDictionary" => items.ToFrozenDictionary(),
            _ => items.ToDictionary(),
        };

        var (copy, key) = Isolate.Copy((original, _key));

        Assert.NotSame(original, copy);
        Assert.NotSame(_key, key);
        Assert.Equal(51, copy.Count);
        Assert.Equal("found", copy[key]);
        Assert.False(copy.Contains(_key));
        Assert.True(original.Contains(_key));
    }

    [Fact]
    public void Copy_SetsHashedByIdentity_FindTheCopiedItems()
    {
        var frozen = new[] { _key, new Node() }.ToFrozenSet();
        var (set, immutable, frozenCopy, lookup, key) = Isolate.Copy(
            (new HashSet<Node> { _key }, ImmutableHashSet.Create(_key), frozen, new[] { _key }.ToLookup(node => node, _ => "found"), _key));

        Assert.NotSame(_key, key);
        Assert.Contains(key, set);
        Assert.Contains(key, immutable);
        Assert.Contains(key, (ISet<Node>)frozenCopy);
        Assert.Equal(["found"], lookup[key]);
    }

    [Fact]
    public void Copy_CycleThroughADictionarysKey_IsKept()
    {
        var key = new Order();
        var original = new Dictionary<Order, Order> { [key] = key };
        key.Anything = original;

        var copy = Isolate.Copy(original);

        var (copiedKey, value) = Assert.Single(copy);
        Assert.Same(copiedKey, value);
        Assert.Same(copy, copiedKey.Anything);
        Assert.True(copy.ContainsKey(copiedKey));
    }

    [Fact]
    public void Copy_DictionaryInsideTheKeyOfADictionary_IsReadyFirst()
    {
        var original = new Dictionary<object, string>(new ByCount()) { [new Dictionary<object, int> { [new object()] = 1 }] = "one" };

        var copy = Isolate.Copy(original);

        Assert.Equal("one", copy[new Dictionary<object, int> { [1] = 1 }]);
    }

    [Fact]
    public void Copy_SetOfSetsWhoseItemsWereFoundFirst_FindsTheCopiedSets()
    {
        var inner = new HashSet<Node> { _key };
        var outer = new HashSet<HashSet<Node>>(HashSet<Node>.CreateSetComparer()) { inner };

        var (key, first, copy) = Isolate.Copy((_key, inner, outer));
        var (last, copyFirst) = Isolate.Copy((outer, inner));

        Assert.Contains(new HashSet<Node> { key }, copy);
        Assert.Contains(first, copy);
        Assert.Contains(copyFirst, last);
    }

    [Fact]
    public void Copy_SubclassOfADictionary_KeepsItsOwnFields()
    {
        var original = new Registry { [_key] = "found" };
        original.Notes.Add("note");

        var (copy, key) = Isolate.Copy((original, _key));
        copy.Notes.Add("another");

        Assert.Equal("found", copy[key]);
        Assert.Equal(["note", "another"], copy.Notes);
        Assert.Equal(["note"], original.Notes);
    }

    [Fact]
    public void Copy_UsersComparer_IsCopiedAndUsed()
    {
        var comparer = new CaseBlind();
        var original = new Dictionary<object, string>(comparer) { [_key] = "found" };
        comparer.Calls = 0;

        var copy = Isolate.Copy(original);

        Assert.Equal("found", copy[new Node { Value = 7 }]);
        Assert.NotSame(comparer, copy.Comparer);
        Assert.IsType<CaseBlind>(copy.Comparer);
        Assert.Equal(0, comparer.Calls);
    }

    [Fact]
    public void Copy_WellKnownComparers_AreKept()
    {
        var byText = Isolate.Copy(new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase) { ["a"] = [1] });
        var byReference = Isolate.Copy(new HashSet<object>(ReferenceEqualityComparer.Instance) { _key });
        var byDefault = Isolate.Copy(new Dictionary<Node, int> { [_key] = 1 });
        var sorted = Isolate.Copy(new SortedDictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 });

        Assert.Same(StringComparer.OrdinalIgnoreCase, byText.Comparer);
        Assert.Equal([1], byText["A"]);
        Assert.Same(ReferenceEqualityComparer.Instance, byReference.Comparer);
        Assert.Same(EqualityComparer<Node>.Default, byDefault.Comparer);
        Assert.Same(StringComparer.Ordinal, sorted.Comparer);
    }

    [Fact]
    public void Copy_KeyCollection_BelongsToTheCopy()
    {
        var original = new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 };
        var (copy, keys) = Isolate.Copy((original, original.Keys));

        copy["b"] = 2;

        Assert.Equal(["a", "b"], keys);
        Assert.Single(original.Keys);
    }

    [Fact]
    public void Copy_ConcurrentCollections_KeepTheirItemsInOrder()
    {
        var (queue, stack, bag) = Isolate.Copy(
            (new ConcurrentQueue<Node>([_key, new Node()]), new ConcurrentStack<int>([1, 2, 3]), new ConcurrentBag<Node> { _key }));

        Assert.Equal([7, 0], queue.Select(node => node.Value));
        Assert.Equal([3, 2, 1], stack);
        Assert.Same(queue.First(), Assert.Single(bag));
        bag.Add(new Node());
        Assert.Equal(2, bag.Count);
    }

    [Fact]
    public async Task Copy_ConcurrentDictionaryThatIsWrittenTo_IsAConsistentPictureAsync()
    {
        var original = new ConcurrentDictionary<int, int>();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i = (i + 1) % 5000)
            {
                original[i] = i;
                original.TryRemove(i - 100, out _);
            }
        });

        for (var i = 0; i < 200; i++)
        {
            var copy = Isolate.Copy(original);
            Assert.Equal(copy.Count, copy.Count(pair => copy.ContainsKey(pair.Key)));
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void Copy_CopiedCollections_CanBeChangedWithoutTheOriginalSeeingIt()
    {
        var list = new List<int> { 1 };
        var linked = new LinkedList<int>([1]);
        var heap = new PriorityQueue<Node, int>([(_key, 1)]);
        var tree = ImmutableList.Create(new List<int> { 1 });

        Isolate.Copy(list).Add(2);
        Isolate.Copy(linked).AddLast(2);
        Isolate.Copy(heap).Dequeue().Value = 0;
        Isolate.Copy(tree)[0].Add(2);

        Assert.Single(list);
        Assert.Single(linked);
        Assert.Equal(1, heap.Count);
        Assert.Equal(7, _key.Value);
        Assert.Single(tree[0]);
    }

    private sealed class ByCount : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) => ((ICollection)x!).Count == ((ICollection)y!).Count;

        public int GetHashCode(object obj) => ((ICollection)obj).Count;
    }
}
