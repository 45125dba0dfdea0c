using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Expressions;

public abstract class ExpressionFormTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Actor_TaskAndFunction_WorkAsInTheReadme()
    {
        ActorHandle<Gym> gym = Ray.Actor(() => new Gym("CartPole")).Options(new() { NumCpus = 1 }).Remote();
        ObjectRef<int> action = Work.Tasks.Square.Remote(2);
        ObjectRef<int> step = gym.Task(x => x.Step(action.Value)).Remote();
        ObjectRef<int> fib = Ray.Task(() => Gym.Fib(12)).Remote();
        Assert.Equal((4, 144), (await Soon(step), await Soon(fib)));
        Assert.Equal("CartPole", await Soon(gym.Task(x => x.Name).Remote()));
        Assert.Equal(3, FreeCpus());
    }

    [Fact]
    public async Task Task_EveryShapeOfMethod_Works()
    {
        var gym = Ray.Actor(() => new Gym("g")).Remote();
        Assert.Equal(1, await Soon(gym.Task(x => x.Step(1)).Remote()));
        Assert.Equal(3, await Soon(gym.Task(x => x.StepTask(2)).Remote()));
        Assert.Equal(6, await Soon(gym.Task(x => x.StepValueTask(3)).Remote()));
        await Soon(gym.Task(x => x.Reset()).Remote());
        Assert.Equal(1, await Soon(gym.Task(x => x.Step(1)).Remote()));
        await Soon(gym.Task(x => x.ResetTask()).Remote());
        Assert.Equal(2, await Soon(gym.Task(x => x.Step(2)).Remote()));
        await Soon(gym.Task(x => x.ResetValueTask()).Remote());
        Assert.Equal(3, await Soon(gym.Task(x => x.Step(3)).Remote()));
        Assert.Equal(5, await Soon(Ray.Task(() => Gym.FibTask(5)).Remote()));
        Assert.Equal(8, await Soon(Ray.Task(() => Gym.FibValueTask(6)).Remote()));
        await Soon(Ray.Task(() => Gym.Arrive(_probe)).Remote());
        Assert.Equal(1, _probe.Arrivals);
    }

    [Fact]
    public async Task RefValue_PendingAndFailed_WaitsOrFailsWithTheCause()
    {
        var gym = Ray.Actor(() => new Gym("g")).Remote();
        var held = Work.Tasks.Hold.Remote(_probe, 5);
        var waits = gym.Task(x => x.Step(held.Value)).Remote();
        var function = Ray.Task(() => Gym.Fib(held.Value)).Remote();
        await _probe.ArrivedAsync();
        Assert.Empty(Ray.Wait([waits, function], timeout: TimeSpan.Zero).Ready);
        _probe.Open();
        Assert.Equal([5, 5], await Soon([waits, function]));

        var failed = Work.Tasks.Fail.Remote("no action");
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(gym.Task(x => x.Step(failed.Value)).Remote()));
        Assert.Equal("Work.Fail", error.CallName);
        Assert.Equal(6, await Soon(gym.Task(x => x.Step(1)).Remote()));
    }

    [Fact]
    public async Task Ref_WithoutValueOrInAContainer_PassesUnresolved()
    {
        var gym = Ray.Actor(() => new Gym("g")).Remote();
        var held = Work.Tasks.Hold.Remote(_probe, 5);
        var list = new List<ObjectRef<int>> { held };
        Assert.Equal(1, await Soon(gym.Task(x => x.CountUnresolved(list)).Remote()));
        Assert.False(await Soon(Ray.Task(() => RefWork.IsThere(held)).Remote()));
        _probe.Open();
    }

    [Fact]
    public async Task Constructor_RefValue_IsWaitedFor()
    {
        var name = Ray.Put("from a ref");
        var gym = Ray.Actor(() => new Gym(name.Value)).Remote();
        Assert.Equal("from a ref", await Soon(gym.Task(x => x.Name).Remote()));
    }

    [Fact]
    public async Task Calls_MixedWithGeneratedOnes_KeepTheirOrder()
    {
        var counter = Counter.Remote(0);
        var calls = new List<ObjectRef<int>>();
        for (var i = 1; i <= 200; i++)
        {
            calls.Add((i % 3) switch
            {
                0 => counter.Task(x => x.Increment(1)).Remote(),
                1 => counter.Increment.Remote(),
                _ => counter.Task(x => x.IncrementTask(1)).Remote(),
            });
        }

        Assert.Equal(Enumerable.Range(1, 200), await Soon(calls));
    }

    [Fact]
    public async Task Token_Kill_Fires()
    {
        var gym = Ray.Actor(() => new Gym("g")).Remote();
        var call = gym.Task(x => x.UntilCancelled(_probe, CancellationToken.None)).Remote();
        await _probe.ArrivedAsync();
        Ray.Kill(gym);
        await _probe.WaitAsync();
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
    }

    [Fact]
    public async Task Failure_CarriesTheUsersException()
    {
        var gym = Ray.Actor(() => new Gym("g")).Remote();
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(gym.Task(x => x.Fail("no")).Remote()));
        Assert.Equal("no", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.Equal("Gym.Fail", error.CallName);
    }

    [Fact]
    public async Task Options_OfCallsTasksAndActors_HaveTheirEffect()
    {
        var time = new ManualTimeProvider();
        await RestartAsync(Options with { TimeProvider = time });
        var gym = Ray.Actor(() => new Gym("g")).Options(new() { Name = "the gym" }).Remote();
        Assert.Equal(gym, Ray.GetActor<Gym>("the gym"));

        var retried = Probe.Create();
        var options = new CallOptions { MaxTaskRetries = 5, RetryExceptions = true };
        Assert.Equal(3, await Soon(gym.Task(x => x.SucceedAt(retried, 3)).Options(options).Remote()));
        var task = Probe.Create();
        Assert.Equal(2, await Soon(Ray.Task(() => Attempts.SucceedAt(task, 2)).Options(new() { RetryExceptions = true }).Remote()));

        var call = gym.Task(x => x.UntilCancelled(_probe, default)).Options(new() { Timeout = TimeSpan.FromMinutes(1), Name = "long" }).Remote();
        await _probe.ArrivedAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        var error = await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(call));
        Assert.StartsWith("long", error.Message, StringComparison.Ordinal);
        await _probe.WaitAsync();
    }

    [Fact]
    public async Task Arguments_AreCopiedAtTheCall()
    {
        var keeper = Ray.Actor(() => new Keeper()).Remote();
        var tree = new Tree { Leaves = { 1 } };
        await Soon(keeper.Task(x => x.Keep(tree)).Remote());
        tree.Leaves.Clear();
        Assert.Equal(1, await Soon(keeper.Task(x => x.Leaves()).Remote()));
    }

    public sealed class Embedded() : ExpressionFormTests(new EmbeddedTestEngine());

    public sealed class Verified() : ExpressionFormTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ExpressionFormTests(new LossyTestEngine(output));
}
