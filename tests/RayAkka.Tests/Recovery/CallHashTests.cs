using RayAkka.Recovery;
using RayAkka.Tests.Wire.Samples;
using RayAkka.Tests.Wire.Support;

namespace RayAkka.Tests.Recovery;

public sealed class CallHashTests
{
    private static readonly Type s_shop = GeneratedCall.Holder("RayAkka_Tests_Wire_Samples_Shop_Remote");

    [Fact]
    public void Of_SameMethodAndArguments_IsEqual()
    {
        Assert.Equal(CallHash.Of(Add(3, -4)), CallHash.Of(Add(3, -4)));
        Assert.Equal(CallHash.Of(Take(new Order(1, 2.5m), ["a"])), CallHash.Of(Take(new Order(1, 2.5m), ["a"])));
    }

    [Fact]
    public void Of_OtherArgumentsOrMethod_Differs()
    {
        Assert.NotEqual(CallHash.Of(Add(3, -4)), CallHash.Of(Add(3, 4)));
        Assert.NotEqual(CallHash.Of(Take(new Order(1, 2.5m), ["a"])), CallHash.Of(Take(new Order(1, 2.5m), ["b"])));
        Assert.NotEqual(CallHash.Of(Take(new Order(1, 2.5m), ["a"])), CallHash.Of(Take(new Order(2, 2.5m), ["a"])));
        Assert.NotEqual(CallHash.Of(Pass(new TestRef<int>(), null)), CallHash.Of(Add(0, 0)));
    }

    [Fact]
    public void Of_TypesSeenInAnotherOrder_IsEqual()
    {
        // The numbers of types must come from their names: another process has seen others before.
        var expected = Task.Run(() => CallHash.Of(Take(new Order(1, 2.5m), ["a"]))).Result;
        var thread = 0UL;
        var other = new Thread(() =>
        {
            _ = CallHash.Of(Pass(null, new Circle(1)));
            _ = CallHash.Of(Add(1, 1));
            thread = CallHash.Of(Take(new Order(1, 2.5m), ["a"]));
        });
        other.Start();
        other.Join();
        Assert.Equal(expected, thread);
    }

    // It stands in journals, which the next build reads.
    [Fact]
    public void Of_ACall_IsTheSameInEveryBuild() =>
        Assert.Equal(974_196_330_164_345_930UL, CallHash.Of(Add(3, -4)));

    private static ObjectRef Add(int left, int right) => GeneratedCall.Of(s_shop, "Add_0", [], left, right);

    private static ObjectRef Take(Order order, List<string> tags) => GeneratedCall.Of(s_shop, "Take_0", [], order, tags, new Circle(2));

    private static ObjectRef Pass(ObjectRef<int>? reference, object? anything) =>
        GeneratedCall.Of(s_shop, "Pass_0", [], reference, null, anything, 7, new[] { "x" });
}
