using RayAkka.Stores.Tests.Processes;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Conformance;

/// <summary>A process that writes is killed in the middle of it: what it was told is durable is there.</summary>
public abstract class CrashSuite
{
    [StoreFact]
    public async Task KilledProcess_LeavesEverythingAcknowledged()
    {
        await using var harness = await MakeAsync();
        var last = new long[WriterEntry.Actors];
        for (var round = 0; round < 3; round++)
        {
            using (var writer = WriterProcess.Start(harness.ChildArguments))
            {
                await foreach (var (actor, position) in writer.AcknowledgedAsync(until: 1500))
                    last[actor] = Math.Max(last[actor], position);
            }

            var store = await harness.OpenAsync();
            for (var i = 0; i < last.Length; i++)
            {
                var log = await store.OpenAsync(Actor(i));
                Assert.True(log.LastPosition >= last[i], $"actor {i}: {last[i]} was acknowledged, {log.LastPosition} is the last");
                Assert.Equal(
                    Enumerable.Range((int)log.CheckpointPosition + 1, (int)(log.LastPosition - log.CheckpointPosition)).Select(position => $"{position}:{WriterEntry.Record(i, position)}"),
                    await store.ReadAsync(Actor(i), log));
                if (log.Checkpoint is { } checkpoint)
                {
                    Assert.Equal(WriterEntry.Record(i, log.CheckpointPosition), Text(checkpoint));
                }
            }

            Assert.Contains(last, position => position > 0);
        }
    }

    [StoreFact]
    public async Task OtherProcess_ThatWrites_IsFencedByThisOne()
    {
        await using var harness = await MakeAsync();
        using var writer = WriterProcess.Start(harness.ChildArguments);
        await foreach (var _ in writer.AcknowledgedAsync(until: 300, thenKill: false))
        {
        }

        // While it goes on writing to all of them.
        var store = await harness.OpenAsync();
        var log = await store.OpenAsync(Actor(0));
        var first = log.LastPosition + 1;
        for (var position = first; position < first + 20; position++)
            await store.AppendAsync(Actor(0), log.Epoch, position, "mine");

        await writer.FencedAsync();
        Assert.Equal(
            Enumerable.Range((int)first, 20).Select(position => $"{position}:mine"),
            (await store.ReadAsync(Actor(0), log)).Skip((int)(log.LastPosition - log.CheckpointPosition)));
    }

    private protected abstract Task<StoreHarness> MakeAsync();
}
