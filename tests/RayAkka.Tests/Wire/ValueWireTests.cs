using System.Collections.Immutable;
using System.Numerics;
using RayAkka.CompilerServices;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

public sealed class ValueWireTests
{
    private readonly WirePair _pair = new();

    public static TheoryData<object> Values => new(
        0, -1, int.MinValue, int.MaxValue, 0L, long.MinValue, long.MaxValue, true, false, (byte)255, (sbyte)-128, short.MinValue, ushort.MaxValue,
        uint.MaxValue, ulong.MaxValue, 'x', char.MaxValue, 1.5f, float.NaN, double.Epsilon, double.NegativeInfinity, "", "text", "\ud83d\ude00", "half \ud83d",
        decimal.MaxValue, -0.00m, decimal.MinValue, new Guid("00112233-4455-6677-8899-aabbccddeeff"), new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc),
        new DateTime(1, DateTimeKind.Local), DateTime.MaxValue, new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-345)), DateTimeOffset.MaxValue,
        TimeSpan.MinValue, DateOnly.MaxValue, TimeOnly.MaxValue, DayOfWeek.Friday, (DayOfWeek)99, default(Nothing), (Half)1.5, Int128.MinValue,
        UInt128.MaxValue, BigInteger.Pow(-7, 99), new ActorId(1, 2), new NodeId(3, 4), new TaskId(5, 6), new JobId(7, 8));

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_WithAFormOfItsOwn_IsTheSameBehindItsTypeAndBehindObject(object value)
    {
        var typed = (IRoundTrip)Activator.CreateInstance(typeof(RoundTrip<>).MakeGenericType(value.GetType()))!;

        Assert.Equal(value, typed.Cross(_pair, value));
        Assert.Equal(value, _pair.Cross<object>(value));
        Assert.Equal(value.GetType(), _pair.Cross<object>(value).GetType());
    }

    [Fact]
    public void DateTime_KeepsItsKind() => Assert.Equal(DateTimeKind.Local, _pair.Cross(new DateTime(5, DateTimeKind.Local)).Kind);

    [Fact]
    public void Decimal_KeepsItsScale() => Assert.Equal([0, 0, 0, unchecked((int)0x8002_0000)], decimal.GetBits(_pair.Cross(new decimal(0, 0, 0, true, 2))));

    [Fact]
    public void Nullable_WithAndWithoutValue_IsKept()
    {
        Assert.Equal(5, _pair.Cross<int?>(5));
        Assert.Null(_pair.Cross<int?>(null));
        Assert.Equal(DayOfWeek.Monday, _pair.Cross<DayOfWeek?>(DayOfWeek.Monday));
    }

    [Fact]
    public void Null_OfAnyReferenceType_IsNull()
    {
        Assert.Null(_pair.Cross<string?>(null));
        Assert.Null(_pair.Cross<int[]?>(null));
        Assert.Null(_pair.Cross<string[]?>(null));
        Assert.Null(_pair.Cross<object?>(null));
        Assert.Null(_pair.Cross<List<int>?>(null));
        Assert.Null(_pair.Cross<ObjectRef?>(null));
        Assert.Null(_pair.Cross<ActorHandle<object>?>(null));
    }

    [Fact]
    public void Arrays_OfNumbersAndTexts_AreKept()
    {
        Assert.Equal([1, -2, int.MaxValue], _pair.Cross<int[]>([1, -2, int.MaxValue]));
        Assert.Equal([], _pair.Cross<double[]>([]));
        Assert.Equal([true, false], _pair.Cross<bool[]>([true, false]));
        Assert.Equal([DayOfWeek.Friday], _pair.Cross<DayOfWeek[]>([DayOfWeek.Friday]));
        Assert.Equal([new Vector3(1, 2, 3)], _pair.Cross<Vector3[]>([new Vector3(1, 2, 3)]));
        string?[] texts = ["a", null, "half \udc00"];
        Assert.Equal(texts.AsEnumerable(), _pair.Cross(texts));
        Assert.Equal(new byte[] { 1, 2 }, Assert.IsType<byte[]>(_pair.Cross<object>(new byte[] { 1, 2 })));
    }

    [Fact]
    public void Tuples_OfPlainValues_TakeNoGraph()
    {
        var pair = new WirePair(new NoGraphs());

        Assert.Equal((1, "two", (DayOfWeek?)null), pair.Cross((1, "two", (DayOfWeek?)null)));
    }

    [Fact]
    public void Parts_OfArrays_KeepTheirPlace()
    {
        int[] array = [1, 2, 3, 4];

        var segment = _pair.Cross(new ArraySegment<int>(array, 1, 2));
        Assert.Equal([2, 3], segment);
        Assert.Equal([2, 3], _pair.Cross(array.AsMemory(1, 2)).ToArray());
        Assert.Equal("ell", _pair.Cross("hello".AsMemory(1, 3)).ToString());
        Assert.Equal([1, 2], _pair.Cross(ImmutableArray.Create(1, 2)).AsEnumerable());
        Assert.True(_pair.Cross(default(ImmutableArray<int>)).IsDefault);
    }

    [Fact]
    public void Number_OutOfItsRange_IsRefused()
    {
        var bytes = _pair.Encode(writer => ValueWire.Write(writer, 70_000, _pair));

        Assert.Throws<WireFormatException>(() => ValueWire.Read<short>(new WireReader(bytes), _pair));
        Assert.Throws<WireFormatException>(() => ValueWire.Read<DateTime>(new WireReader([255, 255, 255, 255, 255, 255, 255, 255]), _pair));
        Assert.Throws<WireFormatException>(() => ValueWire.Read<decimal>(new WireReader([.. Enumerable.Repeat((byte)255, 16)]), _pair));
        Assert.Throws<WireFormatException>(() => ValueWire.Read<bool[]>(new WireReader([2, 7]), _pair));
    }

    [Fact]
    public void Length_BeyondTheMessage_AllocatesNothing()
    {
        byte[] bytes = [255, 255, 255, 255, 7];

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() => ValueWire.Read<long[]>(new WireReader(bytes), _pair));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private interface IRoundTrip
    {
        object Cross(WirePair pair, object value);
    }

    private sealed class RoundTrip<T> : IRoundTrip
        where T : notnull
    {
        public object Cross(WirePair pair, object value) => pair.Cross((T)value);
    }

    private sealed class NoGraphs : IValueCodec
    {
        public void Write(WireWriter writer, object value, IWireContext context) => throw new InvalidOperationException($"{value.GetType()} went to the graphs.");

        public object Read(WireReader reader, IWireContext context) => throw new InvalidOperationException("A graph was read.");
    }
}
