using RayAkka.Util;

namespace RayAkka.Conformance.Util;

public abstract class ActorPoolTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task GetNext_GivesResultsInTheOrderOfSubmission()
    {
        var pool = Pool(2);
        pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), 0);
        pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), 1);
        pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), 2);
        Assert.Equal(2, await pool.GetNextUnorderedAsync<int>(Limit));
        _probe.Open();
        Assert.Equal(0, await pool.GetNextAsync<int>(Limit));
        Assert.Equal(4, pool.GetNext<int>(Limit));
        Assert.False(pool.HasNext);
        Assert.True(pool.HasFree);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.GetNextAsync<int>());
        Assert.Throws<InvalidOperationException>(() => pool.GetNextUnordered<int>());
    }

    [Fact]
    public async Task Submit_MoreThanActors_EachActorRunsOneAtATimeAndGoesOnByItself()
    {
        var pool = Pool(2);
        for (var i = 0; i < 5; i++)
            pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), 0);
        await _probe.ArrivedAsync(2);
        Assert.Equal(2, _probe.Arrivals);
        Assert.False(pool.HasFree);
        Assert.Null(pool.PopIdle());
        _probe.Open();

        // Nobody reads a result, and all are done all the same.
        await _probe.ArrivedAsync(3);
        for (var i = 0; i < 5; i++)
            Assert.Equal(0, await pool.GetNextAsync<int>(Limit));
    }

    [Fact]
    public async Task GetNext_TimeIsOver_ThrowsAndKeepsOrGivesUpTheWork()
    {
        var pool = Pool(2);
        pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), 0);
        await Assert.ThrowsAsync<GetTimeoutException>(() => pool.GetNextAsync<int>(TimeSpan.Zero));
        Assert.True(pool.HasNext);
        await Assert.ThrowsAsync<GetTimeoutException>(() => pool.GetNextUnorderedAsync<int>(TimeSpan.Zero));
        Assert.True(pool.HasNext);
        await Assert.ThrowsAsync<GetTimeoutException>(() => pool.GetNextAsync<int>(TimeSpan.Zero, ignoreIfTimedOut: true));
        Assert.False(pool.HasNext);
        _probe.Open();
    }

    [Fact]
    public async Task GetNext_CallThrew_ThrowsItAndTheActorGoesOn()
    {
        var pool = Pool(1);
        pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), -1);
        pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), 4);
        var error = await Assert.ThrowsAsync<RayTaskException>(() => pool.GetNextAsync<int>(Limit));
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(8, await pool.GetNextAsync<int>(Limit));
    }

    [Fact]
    public async Task GetNext_ResultsOfAnotherType_SaysSo()
    {
        var pool = Pool(1);
        pool.Submit((actor, value) => actor.Name.Remote(value), 7);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => pool.GetNextAsync<int>(Limit));
        Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_GivesTheResultsOfItsOwnValuesInOrder()
    {
        var pool = Pool(2);
        pool.Submit((actor, value) => actor.DoubleAsync.Remote(value), 50);
        List<int> results = [];
        await foreach (var result in pool.Map((actor, value) => actor.DoubleAsync.Remote(value), Enumerable.Range(1, 9)))
            results.Add(result);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => i * 2), results);
        Assert.Equal(100, await pool.GetNextAsync<int>(Limit));
    }

    [Fact]
    public async Task MapUnordered_GivesWhatIsThereFirst()
    {
        var pool = Pool(2);
        List<int> results = [];
        await foreach (var result in pool.MapUnordered((actor, value) => actor.DoubleAsync.Remote(value), [0, 1, 2, 3]))
        {
            results.Add(result);
            if (results.Count == 3)
                _probe.Open();
        }

        Assert.Equal([2, 4, 6, 0], results.Take(3).Order().Append(results[3]));
    }

    [Fact]
    public void PushAndPopIdle_AddAndTakeActors()
    {
        var pool = Pool(1);
        var actor = pool.PopIdle();
        Assert.NotNull(actor);
        Assert.Null(pool.PopIdle());
        pool.Push(actor);
        Assert.Throws<ArgumentException>(() => pool.Push(actor));
        Assert.True(pool.HasFree);
    }

    private ActorPool<PoolWorker> Pool(int size) => new(Enumerable.Range(0, size).Select(_ => PoolWorker.Remote(_probe)));

    public sealed class Embedded() : ActorPoolTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ActorPoolTests(new LossyTestEngine(output));
}
