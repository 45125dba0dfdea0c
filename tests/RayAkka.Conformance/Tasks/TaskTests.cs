namespace RayAkka.Conformance.Tasks;

public abstract class TaskTests(TestEngine engine) : EngineTests(engine)
{
    protected override RayOptions Options => base.Options with { NumCpus = 2 };

    [Fact]
    public async Task Remote_SyncAndAsyncFunctions_GiveTheirResults()
    {
        Assert.Equal(49, await Soon(Work.Tasks.Square.Remote(7)));
        Assert.Equal(5, await Soon(Work.Tasks.AddAsync.Remote(2, 3)));
        Assert.Equal(7, await Soon(Work.Tasks.AddSoon.Remote(3, 4)));
    }

    [Fact]
    public async Task Remote_FunctionsWithoutResult_EndAfterTheirWork()
    {
        var probe = Probe.Create();
        await Soon(Work.Tasks.Arrive.Remote(probe));
        Assert.Equal(1, probe.Arrivals);
        await Soon(Work.Tasks.ArriveAsync.Remote(probe));
        Assert.Equal(2, probe.Arrivals);
    }

    [Fact]
    public async Task Remote_MoreTasksThanCpus_RunsAsManyAtATimeAsThereAreCpus()
    {
        var probe = Probe.Create();
        var held = Enumerable.Range(0, 5).Select(i => Work.Tasks.Hold.Remote(probe, i)).ToArray();
        await probe.ArrivedAsync(2);
        Assert.Equal(0, FreeCpus());

        // A task that needs no CPU goes through, so the others had every chance to start.
        Assert.Equal(4, await Soon(Work.Tasks.Square.Options(new() { NumCpus = 0 }).Remote(2)));
        Assert.Equal(2, probe.Arrivals);
        probe.Open();
        Assert.Equal([0, 1, 2, 3, 4], await Soon(held));
        await Until.TrueAsync(() => FreeCpus() == 2);
    }

    [Fact]
    public async Task Remote_NestedTasksDeeperThanCpus_Finish()
    {
        Assert.Equal(60, await Soon(Work.Tasks.Depth.Remote(60)));
        Assert.Equal(60, await Soon(Work.Tasks.DepthAsync.Remote(60)));
    }

    [Fact]
    public async Task Remote_RefArgument_GivesItsValue()
    {
        var two = Ray.Put(2);
        var four = Work.Tasks.Square.Remote(two);
        Assert.Equal(6, await Soon(Work.Tasks.AddAsync.Remote(four, two)));
    }

    [Fact]
    public async Task Remote_UnresolvedRefArgument_HoldsNeitherThreadNorCpu()
    {
        var probe = Probe.Create();
        var source = Holder.Remote(probe);
        var unresolved = source.Hold.Remote(3);
        await probe.ArrivedAsync();
        var threads = Execution.WorkerPool.Shared.ThreadCount;
        var waiting = Enumerable.Range(0, 300).Select(_ => Work.Tasks.Square.Remote(unresolved)).ToArray();

        Assert.Equal(16, await Soon(Work.Tasks.Square.Remote(4)));
        await Until.TrueAsync(() => FreeCpus() == 2);
        Assert.InRange(Execution.WorkerPool.Shared.ThreadCount, 0, threads + 50);
        Assert.All(waiting, reference => Assert.Empty(Ray.Wait([reference], timeout: TimeSpan.Zero).Ready));
        probe.Open();
        Assert.All(await Soon(waiting), value => Assert.Equal(9, value));
    }

    [Fact]
    public async Task Remote_FailedArgument_FailsTheDependentCallWithTheFirstCause()
    {
        var failed = Work.Tasks.Fail.Remote("first");
        var second = Work.Tasks.Square.Remote(failed);
        var third = Work.Tasks.AddAsync.Remote(second, 1);
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(third));
        Assert.Equal("Work.Fail", error.CallName);
        Assert.Equal("first", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
    }

    [Fact]
    public async Task Remote_OneArgumentFailedAnotherUnresolved_FailsAtOnce()
    {
        var probe = Probe.Create();
        var held = Work.Tasks.Hold.Remote(probe);
        var failed = Work.Tasks.Fail.Remote("now");
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(Work.Tasks.AddAsync.Remote(held, failed)));
        probe.Open();
        await Soon(held);
    }

    [Fact]
    public async Task Remote_RefsInContainers_PassUnresolved()
    {
        var probe = Probe.Create();
        var held = Work.Tasks.Hold.Remote(probe, 5);
        await probe.ArrivedAsync();
        Assert.Equal(1, await Soon(RefWork.Tasks.CountUnresolved.Remote([held, Ray.Put(1)])));
        Assert.Equal(1, await Soon(RefWork.Tasks.CountUnresolvedByName.Remote(new() { ["held"] = held })));
        Assert.False(await Soon(RefWork.Tasks.IsThere.Remote(held)));
        var sum = RefWork.Tasks.SumOf.Remote([held, Ray.Put(1)]);
        probe.Open();
        Assert.Equal(6, await Soon(sum));
    }

    [Fact]
    public async Task Options_Name_StandsInErrors()
    {
        var reference = Work.Tasks.Fail.Options(new() { Name = "the one that fails" }).Remote("x");
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(reference));
        Assert.Equal("the one that fails", error.CallName);
    }

    [Fact]
    public async Task Token_Shutdown_Fires()
    {
        var probe = Probe.Create();
        var reference = RefWork.Tasks.UntilCancelled.Remote(probe);
        await probe.ArrivedAsync();
        await Ray.ShutdownAsync().WaitAsync(Limit);
        await probe.WaitAsync();
        Assert.Equal(CancellationReason.Shutdown, (await Assert.ThrowsAsync<TaskCancelledException>(() => Soon(reference))).Reason);
    }

    [Fact]
    public void Remote_MoreThanTheClusterHas_ThrowsAtTheCall()
    {
        var error = Assert.Throws<TaskUnschedulableException>(() => Work.Tasks.Square.Options(new() { NumGpus = 1 }).Remote(1));
        Assert.Contains("GPU", error.Message, StringComparison.Ordinal);
    }

    public sealed class Embedded() : TaskTests(new EmbeddedTestEngine());

    public sealed class Verified() : TaskTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : TaskTests(new LossyTestEngine(output));
}
