using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq.Expressions;
using System.Net;
using System.Numerics;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using System.Xml.Linq;
using RayAkka.Isolation;
using static RayAkka.Tests.Isolation.Shapes;

namespace RayAkka.Tests.Isolation;

public class ClassifierTableTests
{
    private static readonly Dictionary<string, object> s_immutable = new(StringComparer.Ordinal)
    {
        ["int"] = 1,
        ["string"] = new string('x', 3),
        ["decimal"] = 1.5m,
        ["enum"] = DayOfWeek.Friday,
        ["Guid"] = Guid.NewGuid(),
        ["DateTime"] = DateTime.UnixEpoch,
        ["DateTimeOffset"] = DateTimeOffset.UnixEpoch,
        ["TimeSpan"] = TimeSpan.FromSeconds(1),
        ["DateOnly"] = new DateOnly(2026, 1, 1),
        ["TimeOnly"] = new TimeOnly(1, 2),
        ["Uri"] = new Uri("http://localhost/"),
        ["Version"] = new Version(1, 2),
        ["BigInteger"] = BigInteger.Pow(2, 200),
        ["Int128"] = Int128.MaxValue,
        ["Half"] = (Half)1.5f,
        ["Rune"] = new Rune('a'),
        ["Index"] = new Index(1),
        ["Range"] = new Range(1, 2),
        ["Type"] = typeof(List<>),
        ["MethodInfo"] = typeof(string).GetMethod(nameof(string.Clone))!,
        ["Assembly"] = typeof(string).Assembly,
        ["Regex"] = new Regex("a", RegexOptions.None, TimeSpan.FromSeconds(1)),
        ["Encoding"] = Encoding.UTF8,
        ["read-only CultureInfo"] = CultureInfo.InvariantCulture,
        ["TimeZoneInfo"] = TimeZoneInfo.Utc,
        ["DBNull"] = DBNull.Value,
        ["CancellationToken"] = new CancellationTokenSource().Token,
        ["StringComparer"] = StringComparer.OrdinalIgnoreCase,
        ["default comparer"] = EqualityComparer<Node>.Default,
        ["reference comparer"] = ReferenceEqualityComparer.Instance,
        ["XName"] = XName.Get("a", "b"),
        ["sealed class, readonly fields"] = new Point(1, 2),
        ["sealed record, recursive"] = new SealedRecord("a", new Point(1, 2), new SealedRecord("b", new Point(3, 4), null)),
        ["readonly record struct"] = new Money(1, "EUR"),
        ["KeyValuePair"] = KeyValuePair.Create(1, "a"),
        ["Tuple"] = Tuple.Create(1, "a"),
        ["anonymous type"] = new { A = 1, B = "b" },
        ["[Immutable]"] = new Vowed(),
        ["ObjectRef"] = new Ref(),
        ["ImmutableArray<int>"] = ImmutableArray.Create(1, 2),
        ["ImmutableList<string>"] = ImmutableList.Create("a"),
        ["ImmutableDictionary"] = ImmutableDictionary<string, Point>.Empty.Add("a", new Point(1, 2)),
        ["FrozenSet<string>"] = FrozenSet.Create("a", "b", "c"),
        ["FrozenDictionary<int, string>"] = new Dictionary<int, string> { [1] = "a" }.ToFrozenDictionary(),
        ["empty array"] = Array.Empty<Node>(),
    };

    private static readonly Dictionary<string, object> s_copyable = new(StringComparer.Ordinal)
    {
        ["object"] = new object(),
        ["int[]"] = new[] { 1, 2 },
        ["uint[] seen as int[]"] = (int[])(object)new uint[] { 1, 2 },
        ["string[]"] = new[] { "a" },
        ["Node[]"] = new[] { new Node(), null },
        ["int[,]"] = new[,] { { 1, 2 }, { 3, 4 } },
        ["Node[,,]"] = new Node[1, 1, 1],
        ["int[][]"] = new[] { new[] { 1 }, [2, 3] },
        ["array from 5"] = Array.CreateInstance(typeof(string), [2], [5]),
        ["nint[]"] = new nint[] { 1, 2 },
        ["open record"] = new OpenRecord("a"),
        ["record of list"] = new RecordOfList([1]),
        ["boxed mutable struct"] = new Mutable { Value = 1, Text = "a" },
        ["boxed struct of list"] = new Holder { Number = 1, Items = [1] },
        ["boxed tuple"] = (1, new List<int> { 2 }),
        ["inline array"] = new Three(),
        ["ring"] = new Ring(new Ring2(null)),
        ["sealed on a mutable base"] = new SealedOnMutableBase(),
        ["private base field"] = new Derived([1]),
        ["subclass of [Immutable]"] = new Unvowed(),
        ["List"] = new List<int> { 1 },
        ["Dictionary"] = new Dictionary<string, int> { ["a"] = 1 },
        ["HashSet"] = new HashSet<Node> { new() },
        ["SortedDictionary"] = new SortedDictionary<int, Node> { [1] = new() },
        ["LinkedList"] = new LinkedList<int>([1, 2]),
        ["Queue"] = new Queue<int>([1]),
        ["PriorityQueue"] = new PriorityQueue<Node, int>([(new Node(), 1)]),
        ["Collection"] = new ObservableCollection<int> { 1 },
        ["ReadOnlyCollection"] = new ReadOnlyCollection<int>([1]),
        ["Hashtable"] = new Hashtable { [new Node()] = 1 },
        ["ConcurrentDictionary"] = new ConcurrentDictionary<string, int> { ["a"] = 1 },
        ["ConcurrentQueue"] = new ConcurrentQueue<int>([1]),
        ["ImmutableArray<List<int>>"] = ImmutableArray.Create(new List<int> { 1 }),
        ["ImmutableList<OpenRecord>"] = ImmutableList.Create(new OpenRecord("a")),
        ["FrozenDictionary<string, List<int>>"] =
            new Dictionary<string, List<int>>(StringComparer.Ordinal) { ["a"] = [1] }.ToFrozenDictionary(StringComparer.Ordinal),
        ["Memory"] = new Memory<byte>([1, 2, 3], 1, 2),
        ["ReadOnlyMemory"] = new ReadOnlyMemory<int>([1, 2, 3]),
        ["ArraySegment"] = new ArraySegment<byte>([1, 2]),
        ["StringBuilder"] = new StringBuilder("a"),
        ["BitArray"] = new BitArray(8, true),
        ["made Lazy"] = MadeLazy(),
        ["Random"] = new Random(1),
        ["IPAddress"] = IPAddress.Parse("10.0.0.1"),
        ["JsonObject"] = new JsonObject { ["a"] = 1 },
        ["XElement"] = new XElement("a", new XElement("b")),
        ["own CultureInfo"] = new CultureInfo(""),
        ["Exception"] = new InvalidOperationException("a"),
        ["JsonElement"] = System.Text.Json.JsonDocument.Parse("{\"a\":[1]}").RootElement,
        ["NameValueCollection"] = new System.Collections.Specialized.NameValueCollection(StringComparer.Ordinal) { ["a"] = "b" },
        ["XmlDocument"] = XmlDocumentOf("<a><b c='d'/></a>"),
        ["ExpandoObject"] = Expando(),
        ["ArrayBufferWriter"] = new System.Buffers.ArrayBufferWriter<byte>(4),
        ["IPEndPoint"] = new IPEndPoint(IPAddress.Parse("10.0.0.1"), 80),
        ["ReadOnlySequence"] = new System.Buffers.ReadOnlySequence<byte>([1, 2]),
        ["Lookup<string, Node>"] = new[] { new Node() }.ToLookup(node => $"{node.Value}", StringComparer.Ordinal),
        ["groups"] = new[] { new Node() }.GroupBy(node => node.Value).ToArray(),
        ["ImmutableSortedDictionary"] = ImmutableSortedDictionary<int, Node>.Empty.Add(1, new Node()),
        ["Match"] = Regex.Match("aa", "a", RegexOptions.None, TimeSpan.FromSeconds(1)),
        ["OrderedDictionary"] = new OrderedDictionary<string, Node>(StringComparer.Ordinal) { ["a"] = new() },
        ["user's comparer"] = new CaseBlind(),
    };

    private static readonly Dictionary<string, Func<object>> s_refused = new(StringComparer.Ordinal)
    {
        ["a delegate"] = () => new Action(() => { }),
        ["an expression tree"] = () => Expression.Constant(1),
        ["a task"] = () => Task.FromResult(1),
        ["a task source"] = () => new TaskCompletionSource(),
        ["a boxed ValueTask"] = () => new ValueTask(Task.CompletedTask),
        ["a stream"] = () => new MemoryStream(),
        ["a reader"] = () => new StringReader("a"),
        ["a SafeHandle"] = () => new Microsoft.Win32.SafeHandles.SafeFileHandle(),
        ["a GCHandle"] = () => GCHandle.Alloc(new object(), GCHandleType.Weak),
        ["an IntPtr"] = () => (nint)5,
        ["an iterator"] = Iterator,
        ["an enumerator"] = Enumerator,
        ["a list's enumerator"] = () => ((IEnumerable<int>)new List<int> { 1 }).GetEnumerator(),
        ["a query"] = () => new[] { 1 }.Select(one => one + 1),
        ["a queryable"] = () => new[] { 1 }.AsQueryable(),
        ["an async iterator"] = AsyncIterator,
        ["a thread"] = () => Thread.CurrentThread,
        ["a SemaphoreSlim"] = () => new SemaphoreSlim(1),
        ["a Lock"] = () => Activator.CreateInstance(typeof(Lock))!,
        ["a Mutex"] = () => new Mutex(),
        ["a ReaderWriterLockSlim"] = () => new ReaderWriterLockSlim(),
        ["a timer"] = () => new Timer(_ => { }),
        ["a PeriodicTimer"] = () => new PeriodicTimer(TimeSpan.FromHours(1)),
        ["a CancellationTokenSource"] = () => new CancellationTokenSource(),
        ["an HttpClient"] = () => new HttpClient(),
        ["a service provider"] = () => new Services(),
        ["a weak reference"] = () => new WeakReference<object>(new object()),
        ["a channel"] = () => Channel.CreateUnbounded<int>(),
        ["a dynamic method"] = () => new DynamicMethod("a", null, null),
        ["a lazy value"] = () => new Lazy<int>(() => 1),
        ["an object with a finalizer"] = () => new Finalized(),
        ["a comparer made of a delegate"] = () => Comparer<int>.Create((a, b) => a - b),
    };

    public static TheoryData<string> Immutable => [.. s_immutable.Keys];

    public static TheoryData<string> Copyable => [.. s_copyable.Keys];

    public static TheoryData<string> Refused => [.. s_refused.Keys];

    [Theory]
    [MemberData(nameof(Immutable))]
    public void Copy_ImmutableType_SharesTheObject(string row)
    {
        var value = s_immutable[row];
        var box = new object?[] { value, value };

        var copy = Isolate.Copy(box);

        Assert.NotSame(box, copy);
        Assert.Same(value, Isolate.Copy(value));
        Assert.Same(value, copy[0]);
        Assert.Same(value, copy[1]);
    }

    [Theory]
    [MemberData(nameof(Copyable))]
    public void Copy_CopyableType_GivesAnEqualGraphThatSharesNothingMutable(string row)
    {
        var value = s_copyable[row];
        var box = new object?[] { value, value };

        var copy = Isolate.Copy(box);
        var alone = Isolate.Copy(value);

        Assert.NotSame(value, copy[0]);
        Assert.Same(copy[0], copy[1]);
        GraphComparison.AssertIsomorphic(value, alone);
        GraphComparison.AssertIsomorphic(box, copy);
        Assert.False(Isolate.IsImmutable(value.GetType()) && !value.GetType().IsValueType);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Copy_RefusedType_ThrowsOneSentenceThatNamesTheMember(string row)
    {
        var value = s_refused[row]();

        Assert.Throws<ArgumentException>(() => Isolate.Copy(value));
        var inside = Assert.Throws<ArgumentException>(() => Isolate.Copy(new Order { Anything = value }));

        Assert.StartsWith("Order.Anything", inside.Message, StringComparison.Ordinal);
        Assert.Contains(" cannot be passed to a remote call: ", inside.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", inside.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Copy_RefusedTypeInAnException_DoesNotHideTheException(string row)
    {
        var value = s_refused[row]();

        var copy = (CustomHolder)Isolate.Copy<Exception>(new CustomHolder(value));

        if (Refusals.Of(value.GetType()) is not null)
            Assert.Same(value, copy.Value);
        Assert.Equal(value.GetType(), copy.Value.GetType());
    }

    private static System.Xml.XmlDocument XmlDocumentOf(string text)
    {
        var document = new System.Xml.XmlDocument();
        document.LoadXml(text);
        return document;
    }

    private static System.Dynamic.ExpandoObject Expando()
    {
        var value = new System.Dynamic.ExpandoObject();
        ((IDictionary<string, object?>)value)["a"] = new Node();
        return value;
    }

    private static Lazy<List<int>> MadeLazy()
    {
        var lazy = new Lazy<List<int>>(() => [1]);
        _ = lazy.Value;
        return lazy;
    }

    private sealed class CustomHolder(object value) : Exception
    {
        public object Value { get; } = value;
    }
}
