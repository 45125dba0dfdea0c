using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RayAkka.Tests.Wire.Samples;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

/// <summary>What every codec of object graphs must keep; tests of another codec derive from this.</summary>
public class GraphTests
{
    private WirePair? _pair;

    private protected virtual IValueCodec Codec => GraphCodec.Instance;

    private WirePair Pair => _pair ??= new WirePair(Codec, "RayAkka.Tests.Wire.*");

    [Fact]
    public void Graph_WithAliasesAndCycles_KeepsThem()
    {
        var order = new Order(1, 2) { Tags = ["a"] };
        order.Next = order;
        var list = new List<object> { order, order.Tags, order };

        var copy = Pair.Cross(list);
        var twin = Assert.IsType<Order>(copy[0]);
        Assert.NotSame(order, twin);
        Assert.Same(twin, twin.Next);
        Assert.Same(twin, copy[2]);
        Assert.Same(twin.Tags, copy[1]);
    }

    [Fact]
    public void Records_ThatAreEqual_StayTwoObjects()
    {
        var copy = Pair.Cross(new List<Point?[]> { new Point?[] { new(1, 2) } });
        Assert.Equal(new Point(1, 2), copy[0][0]);

        var labels = Pair.Cross<Label[]>([new Label("a"), new Label("a")]);
        Assert.Equal(labels[0], labels[1]);
        Assert.NotSame(labels[0], labels[1]);
    }

    [Fact]
    public void Chain_OfManyObjects_TakesNoStack()
    {
        var first = new Order(0, 0);
        var last = first;
        for (var i = 1; i < 200_000; i++)
        {
            last = last.Next = new Order(i, 0);
        }

        var length = 0;
        for (var order = Pair.Cross(first); order is not null; order = order.Next)
        {
            Assert.Equal(length++, order.Number);
        }

        Assert.Equal(200_000, length);
    }

    [Fact]
    public void Collections_KeepTheirComparers()
    {
        Assert.True(Pair.Cross(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }).ContainsKey("A"));
        Assert.False(Pair.Cross(new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }).ContainsKey("A"));
        Assert.Contains("A", Pair.Cross(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }));
        Assert.Equal([3, 1], Pair.Cross(new SortedSet<int>(new Backwards()) { 1, 3 }));
        Assert.IsType<Backwards>(Pair.Cross(new SortedDictionary<int, int>(new Backwards()) { [1] = 2 }).Comparer);
        Assert.Same(ReferenceEqualityComparer.Instance, Pair.Cross(new HashSet<object>(ReferenceEqualityComparer.Instance) { new() }).Comparer);
        Assert.Same(StringComparer.Ordinal, Pair.Cross<object>(StringComparer.Ordinal));
        Assert.Same(Comparer<int>.Default, Pair.Cross<object>(Comparer<int>.Default));
        Assert.Same(EqualityComparer<Label>.Default, Pair.Cross<object>(EqualityComparer<Label>.Default));
    }

    [Fact]
    public void Collections_HashedByIdentity_FindTheirItems()
    {
        var key = new object();
        var copy = Pair.Cross<object[]>([key, new Dictionary<object, int> { [key] = 1 }, new HashSet<object> { key }, new Hashtable { [key] = 2 }]);

        Assert.Equal(1, ((Dictionary<object, int>)copy[1])[copy[0]]);
        Assert.Contains(copy[0], (HashSet<object>)copy[2]);
        Assert.Equal(2, ((Hashtable)copy[3])[copy[0]]);
    }

    [Fact]
    public void Collections_WithThemselvesAsKeys_AreRebuilt()
    {
        var order = new Order(1, 2);
        order.Ranks = new Dictionary<Order, int>(ReferenceEqualityComparer.Instance) { [order] = 5 };

        var copy = Pair.Cross(order);
        Assert.Equal(5, copy.Ranks![copy]);
    }

    [Fact]
    public void Collections_OfEveryKind_KeepItemsAndOrder()
    {
        Same(new List<int> { 3, 1 });
        Same(new List<Point> { new(1, 2) });
        Same(new Queue<int>([1, 2, 3]));
        Same(new Stack<string>(["a", "b"]));
        Same(new LinkedList<int>([1, 2]));
        Same(new SortedList<string, int> { ["b"] = 1, ["a"] = 2 });
        Same(new OrderedDictionary<string, int> { ["b"] = 1, ["a"] = 2 });
        Same(new ConcurrentDictionary<string, int>([new("a", 1)]));
        Same(new ConcurrentQueue<int>([1, 2]));
        Same(new ConcurrentStack<int>([1, 2]));
        Same(new ConcurrentBag<int>([1]));
        Same(new Collection<int> { 1, 2 });
        Same(new ObservableCollection<int> { 1, 2 });
        Same(new ReadOnlyCollection<int>([1, 2]));
        Same(new ReadOnlyDictionary<string, int>(new Dictionary<string, int> { ["a"] = 1 }));
        Same(ImmutableList.Create(1, 2));
        Same(ImmutableQueue.Create(1, 2));
        Same(ImmutableStack.Create(1, 2));
        Same(ImmutableSortedSet.Create(2, 1));
        Same(ImmutableSortedDictionary<int, string>.Empty.Add(2, "b").Add(1, "a"));
        Same(ImmutableDictionary<string, int>.Empty.Add("a", 1));
        Same(ImmutableHashSet.Create("a"));
        Same(new[] { 1, 2 }.ToFrozenSet());
        Same(new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary());
        Same(new ArrayList { 1, "two" });
        Same(new BitArray([true, false, true]));
        Same(new[] { 1, 2, 3 }.ToLookup(x => x % 2));
        Same<IReadOnlyList<int>>([1, 2]);
        var queue = Pair.Cross(new PriorityQueue<string, int>([("b", 2), ("a", 1)]));
        Assert.Equal("a", queue.Dequeue());
    }

    [Fact]
    public void Set_FrozenAndHeldByWhatItHolds_IsComplete()
    {
        var copy = Pair.Cross<object[]>([new[] { new Label("a"), new Label("b") }.ToFrozenSet(), new Label("c")]);

        Assert.Contains(new Label("b"), (IReadOnlySet<Label>)copy[0]);
    }

    [Fact]
    public void List_Linked_IsWhole()
    {
        var copy = Pair.Cross(new LinkedList<int>([1, 2]));

        copy.AddLast(3);
        Assert.Same(copy, copy.First!.List);
        Assert.Equal([1, 2, 3], copy);
    }

    [Fact]
    public void Subclass_OfACollection_KeepsItsOwnFields()
    {
        var copy = Pair.Cross(new Catalogue { ["a"] = 1, Title = "Fruit" });

        Assert.Equal(("Fruit", 1), (copy.Title, copy["a"]));
        Assert.Same(copy, copy.Self);
    }

    [Fact]
    public void Arrays_OfEveryShape_AreKept()
    {
        Assert.Equal(new[,] { { 1, 2 }, { 3, 4 } }, Pair.Cross(new[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal(new string?[,,] { { { "a", null } } }, Pair.Cross(new string?[,,] { { { "a", null } } }));
        var shifted = Array.CreateInstance(typeof(int), [2], [5]);
        shifted.SetValue(9, 6);
        Assert.Equal(9, Pair.Cross(shifted).GetValue(6));
        Assert.Equal([[1], []], Pair.Cross<int[][]>([[1], []]));
        object[] covariant = new string[] { "a" };
        Assert.IsType<string[]>(Pair.Cross(covariant));
        var shared = new[] { 1, 2 };
        var copy = Pair.Cross<int[][]>([shared, shared]);
        Assert.Same(copy[0], copy[1]);
    }

    [Fact]
    public void Structs_OfEveryKind_AreKept()
    {
        Assert.Equal(new Point(1, 2), Pair.Cross<object>(new Point(1, 2)));
        var inside = new List<int>();
        var tuple = Pair.Cross((inside, inside));
        Assert.Same(tuple.Item1, tuple.Item2);
        var row = default(Row);
        row[3] = "d";
        Assert.Equal("d", Pair.Cross(row)[3]);
        Assert.Equal(7, Pair.Cross(Buffer8.With(7)).Third());
        Assert.Equal(new KeyValuePair<string, Order?>("a", null), Pair.Cross(new KeyValuePair<string, Order?>("a", null)));
        Assert.Equal(5, Pair.Cross<object>((int?)5));
    }

    [Fact]
    public void Values_OfTheRuntime_AreKept()
    {
        Equal(new Uri("https://example.org/a?b#c"));
        Equal(new Uri("../relative", UriKind.Relative));
        Equal(new Version(1, 2, 3));
        Equal(IPAddress.Parse("fe80::1%3"));
        Equal(new IPEndPoint(IPAddress.Loopback, 80));
        Equal(typeof(Order));
        Equal(typeof(List<int>));
        Equal(Encoding.UTF8);
        Equal(CultureInfo.InvariantCulture);
        Equal(DBNull.Value);
        Equal(Tuple.Create(1, "a"));
        Assert.Equal("text", Pair.Cross(new StringBuilder("text")).ToString());
        Assert.Matches(Pair.Cross(new Regex("^a+$", RegexOptions.IgnoreCase | RegexOptions.Compiled, TimeSpan.FromSeconds(1))), "AAA");
        Assert.True(Pair.Cross<object[]>([new CancellationToken(true)]) is [CancellationToken { IsCancellationRequested: true }]);
        Assert.Same(TimeZoneInfo.Utc, Pair.Cross(TimeZoneInfo.Utc));
        Assert.NotNull(Pair.Cross(new { Name = "anonymous", Count = 1 }));
    }

    [Fact]
    public void RefsAndHandles_InsideAGraph_GoToTheContext()
    {
        var reference = new TestRef<int>();

        var copy = Pair.Cross<List<ObjectRef>>([reference, reference]);
        Assert.Same(reference, copy[0]);
        Assert.Same(reference, Pair.Cross(new Dictionary<string, ObjectRef<int>> { ["a"] = reference })["a"]);
        Assert.Same(reference, Pair.Cross<object[]>([1, reference])[1]);
    }

    [Fact]
    public void Objects_ThatMeanNothingElsewhere_AreRefusedWithOneSentence()
    {
        Assert.Contains("is a delegate", Assert.Throws<ArgumentException>(() => Pair.Cross<object>(() => { })).Message);
        Assert.Contains("is a stream", Assert.Throws<ArgumentException>(() => Pair.Cross<object>(new MemoryStream())).Message);
        Assert.Throws<ArgumentException>(() => Pair.Cross<object>(typeof(string).GetMethods()[0]));
        Assert.Throws<ArgumentException>(() => Pair.Cross<object>(Comparer<int>.Create((a, b) => a - b)));
    }

    private void Same<T>(T collection)
        where T : IEnumerable
    {
        var copy = Pair.Cross(collection);
        Assert.False(ReferenceEquals(collection, copy));
        if (typeof(T).IsSealed)
        {
            Assert.Equal(collection.GetType(), copy.GetType());
        }

        Assert.Equal(collection.Cast<object>(), copy.Cast<object>());
    }

    private void Equal<T>(T value) => Assert.Equal(value, Pair.Cross(value));

    private sealed class Backwards : IComparer<int>
    {
        public int Compare(int x, int y) => y.CompareTo(x);
    }
}
