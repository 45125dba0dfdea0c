using Microsoft.Data.Sqlite;
using RayAkka.Stores.Sqlite;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Sqlite;

/// <summary>Records go from the table in which they are written to the one that is ordered by log; whoever reads sees one log.</summary>
public sealed class SqliteSettlingTests : IAsyncLifetime
{
    private const int Actors = 3;
    private const int Records = 2000;

    private readonly SqliteHarness _harness = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [Fact]
    public async Task Append_MoreThanStayFresh_AllAreReadInOrderByEveryStore()
    {
        var epochs = await WriteAsync();
        Assert.InRange(await CountAsync("records"), 1, SqliteWriter.MaxFresh - 1);
        Assert.NotEqual(0, await CountAsync("settled"));

        // In this store, and in another one, which takes the logs over and goes on with them.
        await _harness.OpenAsync();
        var other = await _harness.OpenAsync();
        for (var i = 0; i < Actors; i++)
        {
            var log = await other.OpenAsync(Actor(i));
            Assert.True(log.Epoch > epochs[i]);
            Assert.Equal(Records, log.LastPosition);
            await other.AppendAsync(Actor(i), log.Epoch, Records + 1, "more");
            Assert.Equal(Enumerable.Range(1, Records).Select(position => Line(i, position)).Append($"{Records + 1}:more"), await other.ReadAsync(Actor(i), log));
        }
    }

    [Fact]
    public async Task Append_LargeRecordsAmongSmallOnes_AreReadInOrder()
    {
        var store = await _harness.OpenAsync();
        var log = await store.OpenAsync(Actor(0));
        string[] records = ["a", new('b', 10_000), "c", new('d', 10_000), "e"];
        for (var i = 0; i < records.Length; i++)
            await store.AppendAsync(Actor(0), log.Epoch, i + 1, records[i]);

        Assert.Equal(records.Select((record, i) => $"{i + 1}:{record}"), await store.ReadAsync(Actor(0), log));
        await store.AppendAsync(Actor(0), (await store.OpenAsync(Actor(0))).Epoch, records.Length + 1, "f");
    }

    [Fact]
    public async Task Checkpoint_CoversFreshAndSettledOnes()
    {
        var epochs = await WriteAsync();
        var store = await _harness.OpenAsync();
        for (var i = 0; i < Actors; i++)
            epochs[i] = (await store.OpenAsync(Actor(i))).Epoch;

        await store.SaveCheckpointAsync(Actor(0), epochs[0], Records - 1, Bytes("state"));
        await store.SaveCheckpointAsync(Actor(1), epochs[1], Records, Bytes("state"));

        // What is covered goes with the next ones that are settled, at the latest.
        for (var position = Records + 1; position <= Records + SqliteWriter.MaxFresh; position += 100)
            await store.AppendAsync(Actor(2), epochs[2], position, [.. Enumerable.Repeat("more", 100)]);

        var logs = await Task.WhenAll(Enumerable.Range(0, Actors).Select(i => store.OpenAsync(Actor(i))));
        Assert.Equal([Line(0, Records)], await store.ReadAsync(Actor(0), logs[0]));
        Assert.Equal((Records, Records), (logs[1].CheckpointPosition, logs[1].LastPosition));
        Assert.Empty(await store.ReadAsync(Actor(1), logs[1]));
        Assert.Equal(logs[2].LastPosition + 1, await CountAsync("records") + await CountAsync("settled"));
    }

    [Fact]
    public async Task Delete_LogWithFreshRecords_LeavesNoneToTheNextThatGetsItsKey()
    {
        var store = await _harness.OpenAsync();
        var log = await store.OpenAsync(Actor(0));
        await store.AppendAsync(Actor(0), log.Epoch, 1, "a", "b");
        await store.DeleteAsync(Actor(0), log.Epoch);
        var next = await store.OpenAsync(Actor(1));
        Assert.Equal(0, next.LastPosition);
        await store.AppendAsync(Actor(1), next.Epoch, 1, "c");
        Assert.Equal(["1:c"], await store.ReadAsync(Actor(1), next));
    }

    private static string Line(int actor, int position) => $"{position}:{position} of {actor}";

    // By a store that is closed then; some hundreds of records are left fresh.
    private async Task<long[]> WriteAsync()
    {
        var store = await _harness.OpenAsync();
        var epochs = new long[Actors];
        for (var i = 0; i < Actors; i++)
            epochs[i] = (await store.OpenAsync(Actor(i))).Epoch;

        for (var first = 1; first <= Records; first += 100)
        {
            for (var i = 0; i < Actors; i++)
                await store.AppendAsync(Actor(i), epochs[i], first, [.. Enumerable.Range(first, 100).Select(position => $"{position} of {i}")]);
        }

        await _harness.CloseAsync(store);
        return epochs;
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={_harness.File};Pooling=false");
        await connection.OpenAsync();
        return (long)SqliteFile.Execute(connection, $"SELECT count(*) FROM {table}")!;
    }
}
