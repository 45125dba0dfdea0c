namespace RayAkka.Conformance.Actors;

public abstract class ActorCallTests(TestEngine engine) : EngineTests(engine)
{
    [Fact]
    public async Task Remote_EveryShapeOfMethod_WorksOnTheSameState()
    {
        var counter = Counter.Remote(5);
        Assert.Equal(6, await Soon(counter.Increment.Remote()));
        Assert.Equal(8, await Soon(counter.IncrementTask.Remote(2)));
        Assert.Equal(11, await Soon(counter.IncrementValueTask.Remote(3)));
        Assert.Equal(15, await Soon(counter.IncrementAtOnce.Remote(4)));
        await Soon(counter.Reset.Remote());
        Assert.Equal(1, await Soon(counter.Increment.Remote()));
        await Soon(counter.ResetTask.Remote());
        Assert.Equal(1, await Soon(counter.Increment.Remote()));
        await Soon(counter.ResetValueTask.Remote());
        Assert.Equal(0, await Soon(counter.Value.Remote()));
    }

    [Theory]
    [InlineData("Throw")]
    [InlineData("ThrowVoid")]
    [InlineData("ThrowTask")]
    [InlineData("ThrowBeforeTask")]
    [InlineData("ThrowValueTask")]
    [InlineData("ThrowVoidValueTask")]
    public async Task Remote_MethodThatThrows_FailsItsCallOnly(string method)
    {
        var counter = Counter.Remote(1);
        ObjectRef failed = method switch
        {
            "Throw" => counter.Throw.Remote("no"),
            "ThrowVoid" => counter.ThrowVoid.Remote("no"),
            "ThrowTask" => counter.ThrowTask.Remote("no"),
            "ThrowBeforeTask" => counter.ThrowBeforeTask.Remote("no"),
            "ThrowValueTask" => counter.ThrowValueTask.Remote("no"),
            _ => counter.ThrowVoidValueTask.Remote("no"),
        };
        var after = counter.Increment.Remote();
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(failed));
        Assert.Equal("no", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.Equal($"Counter.{method}", error.CallName);
        Assert.Equal(2, await Soon(after));
    }

    [Fact]
    public async Task Remote_AsyncMethodThatAwaits_StillHoldsTheActor()
    {
        var probe = Probe.Create();
        var holder = Holder.Remote(probe);
        var first = holder.HoldAsync.Remote(1);
        var second = holder.Answer.Remote(2);
        await probe.ArrivedAsync();
        Assert.Equal(4, await Soon(Work.Tasks.Square.Remote(2)));
        Assert.Empty(Ray.Wait([second], timeout: TimeSpan.Zero).Ready);
        probe.Open();
        Assert.Equal([1, 2], await Soon([first, second]));
    }

    [Fact]
    public async Task Remote_TenThousandCallsOfEightCallers_RunOneAtATimeInEachCallersOrder()
    {
        const int Calls = 1250;
        var target = Sequencer.Remote();
        var actors = Enumerable.Range(0, 3).Select(_ => CallingActor.Remote()).ToArray();
        var drives = new List<ObjectRef<int>>();
        for (var caller = 1; caller <= 4; caller++)
            drives.Add(Callers.Tasks.Drive.Remote(target, caller, Calls));
        for (var caller = 5; caller <= 7; caller++)
            drives.Add(actors[caller - 5].Drive.Remote(target, caller, Calls));
        Assert.Equal(Calls, await Callers.Drive(target, 8, Calls).WaitAsync(Limit * 2));
        Assert.All(await Ray.GetAsync(drives, Limit * 2), calls => Assert.Equal(Calls, calls));
        for (var caller = 1; caller <= 8; caller++)
            Assert.Equal((Calls, 0), await Soon(target.Report.Remote(caller)));
    }

    [Fact]
    public async Task Remote_BehindAnUnresolvedArgument_KeepsTheCallersOrderAndNoOtherCallersWait()
    {
        var probe = Probe.Create();
        var held = Work.Tasks.Hold.Remote(probe, 1);
        var target = Sequencer.Remote();
        var first = target.TakeBehind.Remote(1, 1, held);
        var second = target.Take.Remote(1, 2);

        // Another caller is not held up.
        Assert.Equal(3, await Soon(Callers.Tasks.Drive.Remote(target, 2, 3)));
        Assert.Empty(Ray.Wait([first, second], timeout: TimeSpan.Zero).Ready);
        probe.Open();
        await Soon(second);
        Assert.Equal((2, 0), await Soon(target.Report.Remote(1)));
    }

    [Fact]
    public async Task Remote_BehindAFailedArgument_LaterCallsRun()
    {
        var probe = Probe.Create();
        var counter = Counter.Remote(0);
        var held = RefWork.Tasks.FailAfter.Remote(probe);
        var failed = counter.Increment.Remote(held);
        var after = counter.Increment.Remote();
        probe.Open();
        Assert.Equal(1, await Soon(after));
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(failed));
    }

    [Fact]
    public async Task Remote_InheritedOverriddenGenericAndStaticMembers_Work()
    {
        var circle = Circle.Remote("c", 2);
        Assert.Equal("circle c", await Soon(circle.Describe.Remote()));
        Assert.Equal(Math.PI * 4, await Soon(circle.Area.Remote()));
        ActorHandle<Shape> shape = circle.As<Shape>();
        Assert.Equal("circle", await Soon(shape.Kind.Remote()));
        var made = await Soon(Shape.Remote("s").Count.Remote());
        Assert.Equal(made + 1, await Soon(shape.Count.Remote()));
        var box = Box<List<string>>.Remote();
        Assert.Equal(1, await Soon(box.Put.Remote(["x"])));
        Assert.Equal(["x"], await Soon(box.Last.Remote()));
    }

    [Fact]
    public async Task Token_Kill_Fires()
    {
        var probe = Probe.Create();
        var actor = Cancellable.Remote();
        var call = actor.UntilCancelled.Remote(probe);
        await probe.ArrivedAsync();
        Ray.Kill(actor);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
        await probe.WaitAsync();
    }

    [Fact]
    public async Task Token_SyncMethodAndKill_Fires()
    {
        var probe = Probe.Create();
        var actor = Cancellable.Remote();
        var call = actor.BlockUntilCancelled.Remote(probe);
        await probe.ArrivedAsync();
        Ray.Kill(actor);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
        await probe.WaitAsync();
    }

    [Fact]
    public async Task Token_Shutdown_Fires()
    {
        var probe = Probe.Create();
        var call = Cancellable.Remote().UntilCancelled.Remote(probe);
        await probe.ArrivedAsync();
        await Ray.ShutdownAsync().WaitAsync(Limit);
        await probe.WaitAsync();
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
    }

    public sealed class Embedded() : ActorCallTests(new EmbeddedTestEngine());

    public sealed class Verified() : ActorCallTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ActorCallTests(new LossyTestEngine(output));
}
