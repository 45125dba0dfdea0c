namespace RayAkka.Conformance.Objects;

public abstract class AwaitTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Await_InAContext_GoesOnThere()
    {
        using var context = new PumpContext();
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        var thread = await context.StartAsync(async () =>
        {
            await held;
            return Environment.CurrentManagedThreadId;
        });
        await _probe.ArrivedAsync();
        _probe.Open();
        Assert.Equal(context.Thread.ManagedThreadId, await thread.WaitAsync(Limit));
    }

    [Fact]
    public async Task Await_ConfiguredAway_DoesNotGoOnThere()
    {
        using var context = new PumpContext();
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        var thread = await context.StartAsync(async () =>
        {
            await held.ConfigureAwait(false);
            return Environment.CurrentManagedThreadId;
        });
        await _probe.ArrivedAsync();
        _probe.Open();
        Assert.NotEqual(context.Thread.ManagedThreadId, await thread.WaitAsync(Limit));
    }

    [Fact]
    public async Task Await_ContinuationThatBlocks_DoesNotHoldTheActor()
    {
        var holder = Holder.Remote(_probe);
        var first = holder.Hold.Remote(1);
        var other = Probe.Create();
        var blocks = BlockBehindAsync(first, other);
        var blocksToo = Task.Run(async () =>
        {
            await first.AsTask().ConfigureAwait(false);
            other.Pass();
        });
        await _probe.ArrivedAsync();
        _probe.Open();
        await other.ArrivedAsync(2);
        Assert.Equal(2, await Soon(holder.Answer.Remote(2)));
        other.Open();
        await Task.WhenAll(blocks, blocksToo).WaitAsync(Limit);
    }

    [Fact]
    public async Task Await_ManyAtOnce_AllGoOn()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 3);
        var waits = Enumerable.Range(0, 200).Select(async _ => await held).ToArray();
        await _probe.ArrivedAsync();
        _probe.Open();
        Assert.All(await Task.WhenAll(waits).WaitAsync(Limit), value => Assert.Equal(3, value));
    }

    [Fact]
    public async Task Await_AsyncLocalOfTheCaller_FlowsOverItAndNotIntoTheCallee()
    {
        var local = new AsyncLocal<string>();
        Ambient.Value = local;
        local.Value = "mine";
        Assert.Equal("", await Soon(Ambient.Tasks.Read.Remote()));
        await Work.Tasks.Square.Remote(3);
        Assert.Equal("mine", local.Value);
    }

    private static async Task BlockBehindAsync(ObjectRef<int> reference, Probe probe)
    {
        await reference;
        probe.Pass();
    }

    public sealed class Embedded() : AwaitTests(new EmbeddedTestEngine());

    public sealed class Verified() : AwaitTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : AwaitTests(new LossyTestEngine(output));
}
