using RayAkka.Tests.Wire.Samples;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

/// <summary>What a hostile peer may send: whatever is done to sound bytes, reading gives a value or a WireFormatException, soon, and in little memory.</summary>
public sealed class FuzzTests
{
    private const int Frames = 1_000_000;

    private static readonly Type s_shop = GeneratedCall.Holder("RayAkka_Tests_Wire_Samples_Shop_Remote");

    [Fact]
    public void MutatedFrames_AreReadOrRefused()
    {
        var pair = new WirePair();
        (byte[] Bytes, Action<WireReader> Read)[] seeds =
        [
            Seed(pair, writer => CallWire.Write(writer, GeneratedCall.Of(s_shop, "Add_0", [], 3, -4), pair), reader => _ = CallWire.Read(reader, pair)),
            Seed(pair, writer => CallWire.Write(writer, GeneratedCall.Of(s_shop, "Pass_0", [], new TestRef<int>(), null, new[] { 1, 2 }, 7, new[] { "x" }), pair),
                reader => _ = CallWire.Read(reader, pair)),
            Seed(pair, writer => CallWire.Write(writer, GeneratedCall.Of(s_shop, "Take_0", [], SampleOrder(), new List<string> { "a" }, new Circle(2)), pair),
                reader => _ = CallWire.Read(reader, pair)),
            Seed(pair, writer => CallWire.Write(writer, Ray.Task(() => ShopFunctions.Scale(3, 5, default)).NewCall(), pair), reader => _ = CallWire.Read(reader, pair)),
            Seed(pair, writer => ErrorWire.Write(writer, new ShopException("no", 1, new IOException("disk")) { Data = { ["a"] = 1 } }, pair),
                reader => ErrorWire.Read(reader, pair)),
            Seed(pair, writer => ValueWire.Write<object?>(writer, Mixed(), pair), reader => ValueWire.Read<object?>(reader, pair)),
            Seed(pair, writer => ValueWire.Write(writer, (1, "two", 3.0m, DateTime.UnixEpoch, DayOfWeek.Friday), pair),
                reader => ValueWire.Read<(int, string, decimal, DateTime, DayOfWeek)>(reader, pair)),
        ];

        var refused = new Mutations(seed: 12345).Run(Frames, [.. seeds.Select(seed => seed.Bytes)], (bytes, which) => seeds[which].Read(new WireReader(bytes)));

        Assert.InRange(refused, Frames / 10, Frames - 1);
    }

    [Fact]
    public void MutatedAnnouncements_AreReadOrRefused()
    {
        var names = new WireWriter();
        var table = new TypeTableWriter();
        foreach (var type in (Type[])[typeof(Order), typeof(List<Point>), typeof(Dictionary<string, int[,]>), typeof(FuzzTests)])
        {
            table.Write(new WireWriter(), type);
        }

        table.WriteAnnouncements(names);
        var gate = new TypeGate();

        new Mutations(seed: 54321).Run(20_000, [names.ToArray()], (bytes, _) =>
        {
            var reader = new TypeTableReader();
            reader.ReadAnnouncements(new WireReader(bytes));
            for (byte number = 0; number < 4; number++)
            {
                reader.ReadValueType(new WireReader([number]), gate);
            }
        });
    }

    private static (byte[] Bytes, Action<WireReader> Read) Seed(WirePair pair, Action<WireWriter> write, Action<WireReader> read) => (pair.Encode(write), read);

    private static Order SampleOrder()
    {
        var order = new Order(1, 2.5m) { Tags = ["a", "b"], Shape = new Circle(1), Note = new int[,] { { 1, 2 } } };
        order.Ranks = new Dictionary<Order, int> { [new Order(2, 3)] = 1 };
        order.Next = order;
        return order;
    }

    private static object?[] Mixed() =>
    [
        1, "text", DayOfWeek.Monday, new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }, new Uri("https://example.org"), typeof(Order),
        new SortedDictionary<int, string> { [1] = "a" }, new object[2, 2], new LinkedList<int>([1]), new Queue<int>([1, 2]),
        System.Collections.Frozen.FrozenSet.Create(1, 2), System.Collections.Immutable.ImmutableArray.Create(1, 2), new Point(1, 2), null,
    ];
}
