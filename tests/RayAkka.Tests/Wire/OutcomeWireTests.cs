using RayAkka.Tests.Wire.Samples;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

public sealed class OutcomeWireTests
{
    private readonly WirePair _pair = new();

    [Fact]
    public void Value_OfARef_CompletesAnother()
    {
        var source = new TestRef<Order>();
        Assert.True(source.TrySetOwned(new Order(1, 2)));
        var target = new TestRef<Order>();

        Assert.True(Cross(source, target));
        Assert.Equal(1, target.Stored.Number);
        Assert.NotSame(source.Stored, target.Stored);
        Assert.False(Cross(source, target));
    }

    [Fact]
    public void Value_OfARefSeenAsAnother_IsOfTheTypeItWasMadeWith()
    {
        var source = new TestRef<int>();
        source.TrySetOwned(5);
        var cast = source.As<object>();
        var target = new TestRef<int>();

        Assert.Equal(typeof(int), cast.ObjectType);
        Assert.True(Cross(cast, target));
        Assert.Equal(5, target.Stored);
    }

    [Fact]
    public void Value_ThatIsRefused_LeavesTheRefPending()
    {
        var source = new TestRef<int>();
        source.TrySetOwned(5);
        var target = new TestRef<short[]>();

        Assert.Throws<WireFormatException>(() => Cross(source, target));
        Assert.True(target.IsPending);
    }

    private bool Cross(ObjectRef source, ObjectRef target) =>
        _pair.Cross(writer => source.WriteValue(writer, _pair), reader => target.TryReadValue(reader, _pair));
}
