namespace RayAkka.Conformance.Actors;

public abstract class RuntimeContextTests(TestEngine engine) : EngineTests(engine)
{
    protected override RayOptions Options => base.Options with { NumGpus = 4, Namespace = "jobs" };

    [Fact]
    public async Task RuntimeContext_InAnActor_TellsWhoAndWhere()
    {
        var actor = ContextReader.Options(new() { Name = "reader", NumCpus = 2, NumGpus = 1 }).Remote();
        var seen = await Soon(actor.Read.Remote());
        var driver = Ray.RuntimeContext;
        Assert.Equal("reader", seen.ActorName);
        Assert.Equal("jobs", seen.Namespace);
        Assert.Equal(driver.JobId, seen.JobId);
        Assert.NotEqual(driver.NodeId, seen.NodeId);
        Assert.Equal(Ray.Nodes()[0].NodeId, seen.NodeId);
        Assert.NotEqual(default, seen.ActorId);
        Assert.NotEqual(default, seen.TaskId);
        Assert.Equal((2, 1), (seen.Cpus, seen.Gpus));
        Assert.NotEqual(seen.TaskId, (await Soon(actor.Read.Remote())).TaskId);
        Assert.Equal("", (await Soon(ContextReader.Remote().Read.Remote())).ActorName);
    }

    [Fact]
    public async Task RuntimeContext_BehindAnAwait_IsTheSame()
    {
        var actor = ContextReader.Options(new() { Name = "reader" }).Remote();
        var seen = await Soon(actor.ReadBehindAwaits.Remote());
        Assert.Equal("reader", seen.ActorName);
        Assert.Equal((await Soon(actor.Read.Remote())).ActorId, seen.ActorId);
    }

    [Fact]
    public async Task RuntimeContext_InATask_HasNoActor()
    {
        var seen = await Soon(ContextWork.Tasks.Read.Remote());
        Assert.Null(seen.ActorName);
        Assert.Equal(default, seen.ActorId);
        Assert.NotEqual(default, seen.TaskId);
        Assert.Equal(1, seen.Cpus);
    }

    [Fact]
    public void RuntimeContext_InTheDriver_HasNeitherActorNorTask()
    {
        var context = Ray.RuntimeContext;
        Assert.Null(context.ActorName);
        Assert.Equal(default, context.TaskId);
        Assert.Empty(context.AssignedResources);
        Assert.Empty(Ray.GetGpuIds());
    }

    [Fact]
    public async Task GetGpuIds_Actors_AreDistinctAndFixedForLife()
    {
        var actors = Enumerable.Range(0, 2).Select(_ => ContextReader.Options(new() { NumGpus = 2 }).Remote()).ToArray();
        var first = await Soon(actors[0].Gpus.Remote());
        var second = await Soon(actors[1].Gpus.Remote());
        Assert.Equal([0, 1, 2, 3], first.Concat(second).Order());
        Assert.Equal(first, await Soon(actors[0].Gpus.Remote()));
        Ray.Kill(actors[0]);
        var third = ContextReader.Options(new() { NumGpus = 2 }).Remote();
        Assert.Equal(first.Order(), (await Soon(third.Gpus.Remote())).Order());
    }

    [Fact]
    public async Task CurrentActor_GivesAHandleToItself()
    {
        var actor = ContextReader.Remote();
        Assert.Equal(actor, await Soon(actor.Me.Remote()));
    }

    public sealed class Embedded() : RuntimeContextTests(new EmbeddedTestEngine());

    public sealed class Verified() : RuntimeContextTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : RuntimeContextTests(new LossyTestEngine(output));
}
