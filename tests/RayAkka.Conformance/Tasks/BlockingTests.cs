namespace RayAkka.Conformance.Tasks;

public abstract class BlockingTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { NumCpus = 2 };

    [Fact]
    public async Task Get_FiveHundredTasksThatBlockOnANestedOne_Finish()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        var references = Enumerable.Range(0, 500).Select(_ => Work.Tasks.Depth.Remote(1)).ToArray();
        Assert.All(await Soon(references), depth => Assert.Equal(1, depth));
        ThreadPool.GetMinThreads(out var workersNow, out var completionsNow);
        Assert.Equal((workers, completions), (workersNow, completionsNow));
    }

    [Theory]
    [InlineData("Get")]
    [InlineData("GetMany")]
    [InlineData("Wait")]
    [InlineData("Await")]
    [InlineData("GetAsync")]
    [InlineData("WaitAsync")]
    public async Task Wait_InATask_GivesItsCpuBackAndResumesWithoutQueueing(string how)
    {
        await RestartAsync(base.Options with { NumCpus = 1 });
        var inner = Probe.Create();
        var source = Holder.Remote(inner);
        var waits = Waiting.Tasks.ForRef.Remote([source.Hold.Remote(3)], how);
        await inner.ArrivedAsync();
        await Until.TrueAsync(() => FreeCpus() == 1, "The waiting task did not give its CPU back.");

        // The CPU goes to another task, which keeps it; the first must end all the same.
        var other = Work.Tasks.Hold.Remote(_probe);
        await _probe.ArrivedAsync();
        Assert.Equal(0, FreeCpus());
        inner.Open();
        Assert.Equal(3, await Soon(waits));
        _probe.Open();
        await Soon(other);
        await Until.TrueAsync(() => FreeCpus() == 1, "The CPUs did not come back.");
    }

    [Fact]
    public async Task Wait_InAnActorThatHoldsACpu_KeepsIt()
    {
        var inner = Probe.Create();
        var source = Holder.Remote(inner);
        var actor = Awaiter.Options(new() { NumCpus = 1 }).Remote();
        var waits = actor.GetIt.Remote([source.Hold.Remote(3)]);
        await inner.ArrivedAsync();
        Assert.Equal(1, FreeCpus());
        inner.Open();
        Assert.Equal(3, await Soon(waits));
    }

    [Fact]
    public async Task Block_InManyActors_DoesNotStarveOthers()
    {
        var actors = Enumerable.Range(0, 64).Select(_ => Holder.Remote(_probe)).ToArray();
        var held = actors.Select(actor => actor.Hold.Remote(1)).ToArray();
        await _probe.ArrivedAsync(64);
        var free = Holder.Remote(Probe.Create());
        Assert.Equal(5, await Soon(free.Answer.Remote(5)));
        Assert.Equal(25, await Soon(Work.Tasks.Square.Remote(5)));
        _probe.Open();
        Assert.Equal(64, (await Soon(held)).Sum());
    }

    public sealed class Embedded() : BlockingTests(new EmbeddedTestEngine());

    public sealed class Verified() : BlockingTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : BlockingTests(new LossyTestEngine(output));
}
