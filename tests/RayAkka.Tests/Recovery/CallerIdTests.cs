using RayAkka.Recovery;

namespace RayAkka.Tests.Recovery;

public sealed class CallerIdTests
{
    [Fact]
    public void TaskAt_OfALastingCaller_IsTheSameEachTimeAndDiffersByCallerAndIndex()
    {
        var caller = CallerId.Of(new TaskId(1, 2));
        Assert.Equal(caller.TaskAt(3), CallerId.Of(new TaskId(1, 2)).TaskAt(3));
        TaskId[] others = [caller.TaskAt(4), CallerId.Of(new TaskId(2, 1)).TaskAt(3), CallerId.Of(new ActorId(1, 2)).TaskAt(3), CallerId.Of(caller.TaskAt(3)).TaskAt(3)];
        Assert.Equal(4, others.Append(caller.TaskAt(3)).Distinct().Count() - 1);
    }

    [Fact]
    public void TaskAt_OfAVolatileCaller_IsItsNumberAndTheIndex() =>
        Assert.Equal(new TaskId(9, 3), CallerId.Volatile(9).TaskAt(3));

    [Fact]
    public void ActorAt_IsTheSameEachTimeAndIsMarked()
    {
        var caller = CallerId.Of(new TaskId(1, 2));
        Assert.Equal(caller.ActorAt(3), caller.ActorAt(3));
        Assert.NotEqual(caller.ActorAt(3), caller.ActorAt(4));
        Assert.True(caller.ActorAt(3).IsDerived);
    }

    [Fact]
    public void Identities_OfDifferentKinds_AreNotEqual() =>
        Assert.NotEqual(CallerId.Of(new TaskId(1, 2)), CallerId.Of(new ActorId(1, 2)));
}
