using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Session;

[Collection(RaySession.Name)]
public sealed class SessionTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLoggers _logs = new();
    private readonly Latch _latch = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _latch.Open();
        await Ray.ShutdownAsync().HurriedBy(_time);
    }

    [Fact]
    public void Init_Twice_SaysToShutDownFirst()
    {
        Init();

        var error = Assert.Throws<InvalidOperationException>(Init);

        Assert.Equal("Ray is already initialised; call Ray.Shutdown() before another Ray.Init().", error.Message);
        Assert.True(Ray.IsInitialized);
    }

    [Fact]
    public void Members_WithoutASession_SayToCallInit()
    {
        Assert.False(Ray.IsInitialized);
        Action[] uses =
        [
            () => Counter.Remote(0),
            () => _ = Functions.Tasks.Square.Remote(1),
            () => _ = Ray.Put(1),
            () => Ray.Nodes(),
            () => Ray.ClusterResources(),
            () => Ray.AvailableResources(),
            () => Ray.GetActor<Counter>("x"),
            () => Ray.ListNamedActors(),
            () => _ = Ray.RuntimeContext,
        ];

        Assert.All(uses, use => Assert.Equal("Ray is not initialised; call Ray.Init() first.", Assert.Throws<InvalidOperationException>(use).Message));
    }

    [Fact]
    public void Init_WithoutOptions_TakesWhatTheMachineHas()
    {
        Ray.Init();

        Assert.Equal(Environment.ProcessorCount, Ray.ClusterResources()["CPU"]);
        Assert.True(Ray.ClusterResources()["memory"] > 0);
        Assert.Single(Ray.Nodes());
        Assert.StartsWith("anonymous-", Ray.RuntimeContext.Namespace, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_WithGivenAmounts_TakesThose()
    {
        Ray.Init(new RayOptions
        {
            NumCpus = 3,
            NumGpus = 2,
            Memory = 1000,
            Resources = { ["tpu"] = 0.5 },
            Labels = { ["zone"] = "a" },
            Namespace = "jobs",
        });

        Assert.Equal(
            new Dictionary<string, double> { ["CPU"] = 3, ["GPU"] = 2, ["memory"] = 1000, ["tpu"] = 0.5 }.OrderBy(kind => kind.Key, StringComparer.Ordinal),
            Ray.ClusterResources().OrderBy(kind => kind.Key, StringComparer.Ordinal));
        Assert.Equal("a", Ray.Nodes()[0].Labels["zone"]);
        Assert.Equal("jobs", Ray.RuntimeContext.Namespace);
    }

    public static TheoryData<string, RayOptions> BadOptions => new()
    {
        { "amount of CPU is -1;", new RayOptions { NumCpus = -1, NumGpus = 0 } },
        { "amount of GPU is 1.5;", new RayOptions { NumGpus = 1.5 } },
        { "amount of memory is -1;", new RayOptions { Memory = -1, NumGpus = 0 } },
        { "\"CPU\" is a built-in resource;", new RayOptions { NumGpus = 0, Resources = { ["CPU"] = 1 } } },
        { "amount of tpu is -2;", new RayOptions { NumGpus = 0, Resources = { ["tpu"] = -2 } } },
        { "GracefulShutdownTimeout is 00:00:00", new RayOptions { NumGpus = 0, GracefulShutdownTimeout = TimeSpan.Zero } },
        { "UnschedulableAfter is -00:00:01", new RayOptions { NumGpus = 0, UnschedulableAfter = TimeSpan.FromSeconds(-1) } },
        { "SpreadThreshold is 2", new RayOptions { NumGpus = 0, SpreadThreshold = 2 } },
        { "SpreadThreshold is NaN", new RayOptions { NumGpus = 0, SpreadThreshold = double.NaN } },
        { "Namespace is empty", new RayOptions { NumGpus = 0, Namespace = " " } },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Init_BadValue_SaysWhichInOneSentence(string expected, RayOptions options)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Ray.Init(options));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(Ray.IsInitialized);
        Init();
    }

    [Fact]
    public async Task Shutdown_WithoutASessionOrTwice_DoesNothing()
    {
        Ray.Shutdown();
        await Ray.ShutdownAsync();
        Init();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Ray.ShutdownAsync))).Within();
        Ray.Shutdown();

        Assert.False(Ray.IsInitialized);
        Init();
        Assert.True(Ray.IsInitialized);
    }

    [Fact]
    public async Task Shutdown_InsideAnActor_IsRefused()
    {
        Init();

        var error = await Assert.ThrowsAsync<RayTaskException>(async () => await Stopper.Remote().Stop.Remote());

        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.True(Ray.IsInitialized);
    }

    [Fact]
    public async Task Shutdown_WithCallsInEveryState_SettlesEach()
    {
        Init();
        var never = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var awaiting = Counter.Remote(0);
        var blocked = Counter.Remote(0);
        ObjectRef[] calls =
        [
            never,
            awaiting.WaitAsync.Remote(_latch.Number),
            awaiting.Increment.Remote(),
            awaiting.Increment.Remote(never),
            blocked.Block.Remote(_latch.Number),
            blocked.Increment.Remote(),
            Functions.Tasks.Block.Remote(_latch.Number),
            Functions.Tasks.Square.Remote(never),
            Functions.Tasks.Square.Options(new TaskOptions { NumCpus = 4 }).Remote(1),
            Counter.Options(new ActorOptions { NumCpus = 4 }).Remote(0).Increment.Remote(),
            Recorder.Remote(_latch.Number).Append.Remote(1),
        ];
        var waiting = Task.Run(() => Ray.Get(calls[^1]));
        await _latch.Arrivals(5);

        await Ray.ShutdownAsync().HurriedBy(_time);

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAnyAsync<RayException>(() => call.AsTask().Within());
            Assert.True(error is ActorDiedException or TaskCancelledException { Reason: CancellationReason.Shutdown }, $"{call}: {error}");
        }

        await Assert.ThrowsAsync<ActorDiedException>(() => waiting.Within());
    }

    [Fact]
    public async Task Shutdown_WithABlockedMethod_WaitsNoLongerThanItsLimit()
    {
        Init();
        var blocked = Counter.Remote(0).Block.Remote(_latch.Number);
        await _latch.Arrivals();

        var end = Ray.ShutdownAsync();
        await Assert.ThrowsAsync<ActorDiedException>(() => blocked.AsTask().Within());
        Assert.False(end.IsCompleted);
        await end.HurriedBy(_time);

        Assert.Contains(_logs.Warnings, text => text.Contains("Shutdown did not wait longer", StringComparison.Ordinal));
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task Shutdown_LivingActors_AreDisposedAndTheirTokensFire()
    {
        Init();
        var closed = new Latch();
        var closable = Closable.Remote(closed.Number);
        await closable.IsOpen.Remote();
        var cancelled = new Latch();
        var canceller = Canceller.Remote();
        var running = canceller.WaitForCancellation.Remote(_latch.Number, cancelled.Number);
        await _latch.Arrivals();

        await Ray.ShutdownAsync().Within();

        Assert.Equal(1, closed.Arrived);
        await cancelled.Arrivals();
        await Assert.ThrowsAsync<ActorDiedException>(() => running.AsTask().Within());
    }

    [Fact]
    public async Task Refs_OfAnEndedSession_KeepTheirObjectsAndItsHandlesFail()
    {
        Init();
        var counter = Counter.Remote(1);
        var result = counter.Increment.Remote();
        var stored = Ray.Put(new List<int> { 1, 2 });
        Assert.Equal(2, await result);
        await Ray.ShutdownAsync().HurriedBy(_time);

        Assert.Equal(2, await result);
        Assert.Equal([1, 2], Ray.Get(stored));
        await Assert.ThrowsAsync<ActorDiedException>(async () => await counter.Increment.Remote());

        Init();
        Assert.Equal([1, 2], await stored);
        Assert.Equal(2, await Functions.Tasks.Square.Remote(1) + Ray.Get(Functions.Tasks.Square.Remote(1)));
        Assert.Equal(4, await Functions.Tasks.Square.Remote(result));
        await Assert.ThrowsAsync<ActorDiedException>(async () => await counter.Increment.Remote());
    }

    private void Init() => Ray.Init(new RayOptions { NumCpus = 4, NumGpus = 0, TimeProvider = _time, LoggerFactory = _logs });
}
