namespace RayAkka.Conformance.Handles;

public abstract class HandleTests(TestEngine engine) : EngineTests(engine)
{
    [Fact]
    public async Task Handle_PassedToATask_ReachesTheSameActor()
    {
        var counter = Counter.Remote(0);
        var tasks = Enumerable.Range(0, 4).Select(_ => HandleWork.Tasks.Increment.Remote(counter, 1)).ToArray();
        Assert.Equal([1, 2, 3, 4], (await Soon(tasks)).Order());
        Assert.Equal(4, await Soon(counter.Value.Remote()));
    }

    [Fact]
    public async Task Handle_ReturnedByATask_OutlivesTheTask()
    {
        var counter = await Soon(HandleWork.Tasks.Create.Remote(5));
        Assert.Equal(6, await Soon(counter.Increment.Remote()));
        Assert.Equal(7, await Soon(counter.Increment.Remote()));
    }

    [Fact]
    public async Task Handle_Put_IsTheSameActorForEveryReader()
    {
        var counter = Counter.Remote(1);
        var reference = Ray.Put(counter);
        Assert.Equal(counter, Ray.Get(reference));
        Assert.Equal(3, await Soon(HandleWork.Tasks.IncrementThrough.Remote([reference], 2)));
    }

    [Fact]
    public async Task Handle_StoredInAnotherActor_WorksThereAndComesBack()
    {
        var counter = Counter.Remote(1);
        var maker = Maker.Remote();
        Assert.Equal(1, await Soon(maker.Keep.Remote(counter)));
        Assert.Equal(2, await Soon(maker.IncrementKept.Remote(0)));
        Assert.Equal(counter, await Soon(maker.Kept.Remote(0)));
    }

    [Fact]
    public async Task Handle_NestedInContainersAndTwice_KeepsItsIdentity()
    {
        var (a, b) = (Counter.Remote(10), Counter.Remote(100));
        Assert.Equal(11 + 12 + 101, await Soon(HandleWork.Tasks.IncrementAll.Remote(new() { ["a"] = [a, a], ["b"] = [b] })));
        Assert.Equal((12, 101), (await Soon(a.Value.Remote()), await Soon(b.Value.Remote())));
    }

    [Fact]
    public async Task Handle_Temporary_TheCallIsDoneAllTheSame()
    {
        for (var i = 0; i < 50; i++)
        {
            var call = Counter.Remote(i).Increment.Remote();
            if (i % 10 == 0)
                GC.Collect();
            Assert.Equal(i + 1, await Soon(call));
        }
    }

    [Fact]
    public async Task Handle_TemporaryWithAnUnresolvedArgument_TheCallIsDoneAllTheSame()
    {
        var probe = Probe.Create();
        var call = Counter.Remote(1).Increment.Remote(Work.Tasks.Hold.Remote(probe, 4));
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        probe.Open();
        Assert.Equal(5, await Soon(call));
    }

    [Fact]
    public async Task Handle_AsAnotherClass_RefusesWhatTheActorIsNot()
    {
        var circle = Circle.Remote("c", 1);
        Assert.Equal("circle", await Soon(circle.As<Shape>().Kind.Remote()));
        Assert.Throws<InvalidCastException>(() => circle.As<Counter>());
        Assert.Equal(circle.GetHashCode(), circle.As<Shape>().GetHashCode());
        Assert.NotEqual<ActorHandle>(circle, Circle.Remote("c", 1));
    }

    [Fact]
    public async Task Handle_OfAnEarlierSession_FailsInsteadOfReachingIntoTheNewOne()
    {
        var old = Counter.Remote(1);
        await RestartAsync(Options);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(old.Value.Remote()));
        Ray.Kill(old);
        Assert.Equal(ActorState.Dead, Ray.StateOf(old));
    }

    public sealed class Embedded() : HandleTests(new EmbeddedTestEngine());

    public sealed class Verified() : HandleTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : HandleTests(new LossyTestEngine(output));
}
