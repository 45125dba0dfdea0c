using RayAkka.Recovery.Stores;
using RayAkka.Stores.Postgres;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Postgres;

/// <summary>A connection that is lost during a commit leaves its outcome unknown; what the store makes of it is not.</summary>
[Needs(typeof(PostgresServer))]
public sealed class PostgresOutcomeTests : IAsyncLifetime
{
    private static readonly ActorId s_actor = Actor(1);

    private PostgresHarness _harness = null!;
    private CuttingProxy _proxy = null!;
    private PostgresRecordStore _store = null!;

    public async Task InitializeAsync()
    {
        _proxy = new CuttingProxy((await PostgresServer.SharedAsync()).Port);
        _harness = await PostgresHarness.MakeAsync();
        _store = await _harness.OpenAsync(patience: null, _proxy.Port);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _proxy.DisposeAsync();
        await _harness.DisposeAsync();
    }

    [StoreFact]
    public async Task Append_AnswerOfTheCommitLost_IsFoundAndNotAppendedAgain()
    {
        var log = await _store.OpenAsync(s_actor);
        await _store.AppendAsync(s_actor, log.Epoch, 1, "a");

        var cut = _proxy.CutAtNextCommit(withCommit: true);
        await _store.AppendAsync(s_actor, log.Epoch, 2, "b", "c");
        await cut;

        Assert.Contains(_harness.Log.Lines, line => line.EndsWith("lost its connection during a commit; read back, it was committed", StringComparison.Ordinal));
        await _store.AppendAsync(s_actor, log.Epoch, 4, "d");
        Assert.Equal(["1:a", "2:b", "3:c", "4:d"], await _store.ReadAsync(s_actor, log));
    }

    [StoreFact]
    public async Task Append_CommitNeverArrived_IsMadeOnce()
    {
        var log = await _store.OpenAsync(s_actor);

        var cut = _proxy.CutAtNextCommit(withCommit: false);
        await _store.AppendAsync(s_actor, log.Epoch, 1, "a");
        await cut;

        Assert.Contains(_harness.Log.Lines, line => line.EndsWith("lost its connection during a commit; read back, it was not", StringComparison.Ordinal));
        Assert.Equal(["1:a"], await _store.ReadAsync(s_actor, log));
    }

    [StoreFact]
    public async Task Commit_OfManyActors_AnswerLost_IsSettledForAllOfThem()
    {
        var actors = Enumerable.Range(1, 20).Select(Actor).ToArray();
        var logs = await Task.WhenAll(actors.Select(_store.OpenAsync));
        await (await _harness.OpenAsync()).OpenAsync(actors[5]);

        var cut = _proxy.CutAtNextCommit(withCommit: true);
        var appends = actors.Select((actor, i) => _store.AppendAsync(actor, logs[i].Epoch, 1, $"{i}")).ToArray();
        await Assert.ThrowsAsync<FencedException>(() => appends[5]);
        await Task.WhenAll(appends.Where((_, i) => i != 5));
        await cut;

        for (var i = 0; i < actors.Length; i++)
        {
            if (i != 5)
            {
                Assert.Equal([$"1:{i}"], await _store.ReadAsync(actors[i], logs[i]));
            }
        }
    }

    [StoreFact]
    public async Task OtherOperations_AnswerOfTheCommitLost_HaveTheirEffectOnce()
    {
        var log = await _store.OpenAsync(s_actor);
        await _store.AppendAsync(s_actor, log.Epoch, 1, "a", "b");

        await CutDuring(() => _store.SaveCheckpointAsync(s_actor, log.Epoch, 1, Bytes("state")));
        await CutDuring(() => _store.TryPutActorAsync(Entry(1, "name")));
        var reopened = await CutDuring(() => _store.OpenAsync(s_actor));
        Assert.True(reopened.Epoch > log.Epoch);
        Assert.Equal(("state", 1, 2), (Text(reopened.Checkpoint!.Value), reopened.CheckpointPosition, reopened.LastPosition));
        await _store.CheckEpochAsync(s_actor, reopened.Epoch);
        await CutDuring(() => _store.DeleteAsync(s_actor, reopened.Epoch));
        Assert.Empty(await _store.ListLogsAsync());
    }

    [StoreFact]
    public async Task Append_AnswerLostAndActorTakenOver_SaysThatItIsNotKnown()
    {
        // The store cannot come back before another process has taken the actor over.
        var log = await _store.OpenAsync(s_actor);
        var cut = _proxy.CutAtNextCommit(withCommit: true);
        _proxy.RefusesConnections = true;
        var append = _store.AppendAsync(s_actor, log.Epoch, 1, "a");
        await cut;
        var taken = await (await _harness.OpenAsync()).OpenAsync(s_actor);
        _proxy.RefusesConnections = false;

        var failure = await Assert.ThrowsAsync<JournalException>(() => append);

        Assert.True(failure.MayHaveTakenEffect);
        Assert.Contains("is not known: the connection was lost, and a newer incarnation has taken it over since", failure.Message);
        Assert.Equal(1, taken.LastPosition);
    }

    private async Task<T> CutDuring<T>(Func<Task<T>> operation)
    {
        var cut = _proxy.CutAtNextCommit(withCommit: true);
        var result = await operation();
        await cut;
        return result;
    }

    private Task CutDuring(Func<Task> operation) => CutDuring(async () =>
    {
        await operation();
        return true;
    });
}
