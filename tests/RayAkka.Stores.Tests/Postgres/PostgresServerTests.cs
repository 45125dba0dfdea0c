using Npgsql;
using RayAkka.Recovery.Stores;
using RayAkka.Stores.Postgres;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Postgres;

/// <summary>A server that goes away and comes back costs time, not records.</summary>
[Needs(typeof(PostgresServer))]
public sealed class PostgresServerTests
{
    private const int Actors = 16;

    [StoreFact]
    public async Task Connections_TerminatedDuringCommits_LoseAndDoubleNothing()
    {
        await using var harness = await PostgresHarness.MakeAsync();
        var store = await harness.OpenAsync();
        var schema = new NpgsqlConnectionStringBuilder(harness.Connection).ApplicationName;

        await WriteDuringAsync(store, records: 60, disturb: async written =>
        {
            for (var kill = 0; kill < 15; kill++)
            {
                await written();
                await harness.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{schema}' AND pid <> pg_backend_pid()");
            }
        });

        Assert.Contains(harness.Log.Lines, line => line.Contains("lost its connection", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task Server_KilledAndStartedAgainDuringCommits_LosesAndDoublesNothing()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var harness = await PostgresHarness.MakeAsync(server);
        var store = await harness.OpenAsync();

        await WriteDuringAsync(store, records: 40, disturb: async written =>
        {
            for (var kill = 0; kill < 3; kill++)
            {
                await written();
                await server.KillAsync();
                await server.RestartAsync();
            }
        });
    }

    [StoreFact]
    public async Task Server_GoneForLong_FailsInOneSentenceAndIsUsedAgainLater()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var harness = await PostgresHarness.MakeAsync(server);
        await using var store = await harness.OpenAsync(patience: TimeSpan.FromMilliseconds(300));
        var log = await store.OpenAsync(Actor(1));
        await server.KillAsync();

        var failure = await Assert.ThrowsAsync<JournalException>(() => store.AppendAsync(Actor(1), log.Epoch, 1, "a"));
        Assert.StartsWith($"The PostgreSQL journal in the database postgres at 127.0.0.1:{server.Port} cannot be reached (", failure.Message);
        Assert.False(failure.MayHaveTakenEffect);
        await Assert.ThrowsAsync<JournalException>(() => store.ListLogsAsync());

        await server.RestartAsync();
        await store.AppendAsync(Actor(1), log.Epoch, 1, "a");
        Assert.Equal(["1:a"], await store.ReadAsync(Actor(1), log));
    }

    /// <summary>All actors append; the disturbance waits each time until some more was written.</summary>
    private static async Task WriteDuringAsync(IRecordStore store, int records, Func<Func<Task>, Task> disturb)
    {
        var logs = await Task.WhenAll(Enumerable.Range(0, Actors).Select(i => store.OpenAsync(Actor(i))));
        using var written = new SemaphoreSlim(0);
        var over = new TaskCompletionSource();
        var writers = Task.WhenAll(logs.Select((log, i) => Task.Run(async () =>
        {
            for (var position = 1; position <= records || !over.Task.IsCompleted; position++)
            {
                await store.AppendAsync(Actor(i), log.Epoch, position, $"{i}/{position}");
                written.Release();
            }
        })));
        await disturb(async () =>
        {
            for (var i = 0; i < 2 * Actors; i++)
                await written.WaitAsync();
        });
        over.SetResult();
        await writers;

        for (var i = 0; i < Actors; i++)
        {
            var read = await store.ReadAsync(Actor(i), logs[i]);
            Assert.True(read.Count >= records);
            Assert.Equal(Enumerable.Range(1, read.Count).Select(position => $"{position}:{i}/{position}"), read);
        }
    }
}
