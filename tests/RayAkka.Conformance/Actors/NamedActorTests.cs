namespace RayAkka.Conformance.Actors;

public abstract class NamedActorTests(TestEngine engine) : EngineTests(engine)
{
    protected override RayOptions Options => base.Options with { Namespace = "jobs" };

    [Fact]
    public async Task GetActor_ByName_IsTheSameActor()
    {
        var counter = Counter.Options(new() { Name = "c" }).Remote(5);
        await Soon(counter.Increment.Remote());
        var found = Ray.GetActor<Counter>("c");
        Assert.Equal(counter, found);
        Assert.Equal(7, await Soon(found.Increment.Remote()));
        Assert.Equal(counter, Ray.GetActor<Counter>("c", @namespace: "jobs"));
        Assert.Throws<ArgumentException>(() => Ray.GetActor<Counter>("c", @namespace: "other"));
    }

    [Fact]
    public async Task GetActor_InATask_FindsIt()
    {
        var counter = Counter.Options(new() { Name = "c" }).Remote(5);
        Assert.Equal(6, await Soon(HandleWork.Tasks.IncrementNamed.Remote("c")));
        Assert.Equal(6, await Soon(counter.Value.Remote()));
    }

    [Fact]
    public void GetActor_Missing_NamesItAndTheNamespace()
    {
        var error = Assert.Throws<ArgumentException>(() => Ray.GetActor<Counter>("nobody"));
        Assert.Contains("'nobody'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'jobs'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetActor_OtherClass_Throws()
    {
        var circle = Circle.Options(new() { Name = "c" }).Remote("x", 1);
        var error = Assert.Throws<ArgumentException>(() => Ray.GetActor<Counter>("c"));
        Assert.Contains(nameof(Circle), error.Message, StringComparison.Ordinal);
        Assert.Equal(circle.As<Shape>(), Ray.GetActor<Shape>("c"));
    }

    [Fact]
    public async Task Name_Taken_Throws_InAnotherNamespaceItIsFree()
    {
        var first = Counter.Options(new() { Name = "c" }).Remote(1);
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { Name = "c" }).Remote(2));
        var other = Counter.Options(new() { Name = "c", Namespace = "other" }).Remote(3);
        Assert.Equal((1, 3), (await Soon(first.Value.Remote()), await Soon(other.Value.Remote())));
        Assert.Equal(other, Ray.GetActor<Counter>("c", "other"));
        Assert.Equal(["c"], Ray.ListNamedActors());
        Assert.Equal(["c"], Ray.ListNamedActors("other"));
    }

    [Fact]
    public async Task GetIfExists_ReturnsTheLivingActor()
    {
        var first = Counter.Options(new() { Name = "c", GetIfExists = true }).Remote(1);
        var second = Counter.Options(new() { Name = "c", GetIfExists = true }).Remote(2);
        Assert.Equal(first, second);
        Assert.Equal(1, await Soon(second.Value.Remote()));
    }

    [Fact]
    public async Task GetIfExists_FromManyTasks_CreatesOne()
    {
        var made = await Soon(Enumerable.Range(0, 50).Select(i => HandleWork.Tasks.GetOrCreate.Remote("shared", i)));
        Assert.Single(made.Distinct());
    }

    [Fact]
    public async Task GetIfExists_AHundredCreatorsOnThreeNodes_OneConstructorRuns()
    {
        var probe = Probe.Create();
        foreach (var _ in Enumerable.Range(0, 3))
            await AddSpotAsync(cpus: 40);
        var options = new TaskOptions { Resources = new() { ["spot"] = 3 } };
        var answers = await Soon(Enumerable.Range(0, 100).Select(i => HandleWork.Tasks.GetOrCreateHolder.Options(options).Remote("one", probe, i)));
        Assert.Equal(Enumerable.Range(0, 100), answers);
        Assert.Equal(1, probe.Arrivals);
    }

    [Fact]
    public void Name_Taken_TheErrorNamesWhoHasIt()
    {
        var holder = Counter.Options(new() { Name = "c" }).Remote(1);
        var error = Assert.Throws<ArgumentException>(() => Circle.Options(new() { Name = "c" }).Remote("x", 1));
        Assert.Contains("'c'", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Counter), error.Message, StringComparison.Ordinal);
        Assert.Contains($"{holder.Record.Id}", error.Message, StringComparison.Ordinal);
        Assert.Contains("'jobs'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespace_NotGiven_IsOneOfTheDriverAlone()
    {
        await RestartAsync(base.Options);
        var mine = Ray.RuntimeContext.Namespace;
        Assert.StartsWith("anonymous-", mine, StringComparison.Ordinal);
        var counter = Counter.Options(new() { Name = "c" }).Remote(1);
        Assert.Equal(counter, Ray.GetActor<Counter>("c", mine));
        await RestartAsync(base.Options);
        Assert.NotEqual(mine, Ray.RuntimeContext.Namespace);
        Assert.Throws<ArgumentException>(() => Ray.GetActor<Counter>("c"));
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("exit")]
    [InlineData("dispose")]
    public async Task Name_AfterDeath_IsFree(string how)
    {
        var actor = Exiter.Options(new() { Name = "c" }).Remote();
        switch (how)
        {
            case "kill":
                Ray.Kill(actor);
                break;
            case "exit":
                var probe = Probe.Create();
                probe.Open();
                await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Exit.Remote(probe)));
                break;
            default:
                await ((IAsyncDisposable)actor).DisposeAsync().AsTask().WaitAsync(Limit);
                break;
        }

        Assert.Throws<ArgumentException>(() => Ray.GetActor<Exiter>("c"));
        Assert.Empty(Ray.ListNamedActors());
        var next = Exiter.Options(new() { Name = "c" }).Remote();
        Assert.Equal(3, await Soon(next.Answer.Remote(3)));
    }

    [Fact]
    public async Task GetActor_WeakHandle_DoesNotKeepTheActor()
    {
        var actor = Exiter.Options(new() { Name = "c" }).Remote();
        var weak = Ray.GetActor<Exiter>("c");
        await ((IAsyncDisposable)weak).DisposeAsync();
        Assert.Equal(1, await Soon(actor.Answer.Remote(1)));
        await ((IAsyncDisposable)actor).DisposeAsync().AsTask().WaitAsync(Limit);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(weak.Answer.Remote(1)));
    }

    [Fact]
    public async Task Detached_OutlivesTheActorThatCreatedIt()
    {
        var maker = Maker.Remote();
        await Soon(maker.MakeNamed.Remote("kept", ActorLifetime.Detached));
        await Soon(maker.MakeNamed.Remote("owned", ActorLifetime.NonDetached));
        var owned = Ray.GetActor<Counter>("owned");
        Ray.Kill(maker);
        await Until.TrueAsync(() => Ray.StateOf(owned) == ActorState.Dead);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(owned.Value.Remote()));
        Assert.Contains("owner", error.Message, StringComparison.Ordinal);
        Assert.Equal(9, await Soon(Ray.GetActor<Counter>("kept").Value.Remote()));
        Assert.Equal(["kept"], Ray.ListNamedActors());
    }

    public sealed class Embedded() : NamedActorTests(new EmbeddedTestEngine());

    public sealed class Verified() : NamedActorTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : NamedActorTests(new LossyTestEngine(output));
}
