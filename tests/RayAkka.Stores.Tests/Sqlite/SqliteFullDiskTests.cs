using RayAkka.Recovery.Stores;
using RayAkka.Stores.Sqlite;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Sqlite;

[Needs(typeof(SmallDisk))]
public sealed class SqliteFullDiskTests
{
    [StoreFact]
    public async Task Append_OnAFullDisk_FailsInOneSentenceAndLosesNothing()
    {
        using var disk = SmallDisk.Mount("2m");
        var file = Path.Combine(disk.Path, "journal.db");
        await using var store = SqliteRecordStore.Open(file, new StoreLog(null));
        var log = await store.OpenAsync(Actor(1));
        var position = 0;
        var failure = await Assert.ThrowsAsync<JournalException>(async () =>
        {
            while (true)
            {
                await store.AppendAsync(Actor(1), log.Epoch, position + 1, new string('x', 10_000));
                position++;
            }
        });

        Assert.Equal($"The SQLite journal {file} could not grow, since its disk is full; make room on the disk.", failure.Message);
        Assert.False(failure.MayHaveTakenEffect);
        Assert.True(position > 10);
        await store.CheckEpochAsync(Actor(1), log.Epoch);
        Assert.Equal(position, (await store.ReadAsync(Actor(1), log)).Count);
    }

    [StoreFact]
    public async Task Append_OnceThereIsRoomAgain_GoesOn()
    {
        using var disk = SmallDisk.Mount("3m");
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[2 << 20]);
        await using var store = SqliteRecordStore.Open(Path.Combine(disk.Path, "journal.db"), new StoreLog(null));
        var log = await store.OpenAsync(Actor(1));
        await store.AppendAsync(Actor(1), log.Epoch, 1, "a");
        await Assert.ThrowsAsync<JournalException>(() => store.AppendAsync(Actor(1), log.Epoch, 2, new string('x', 1_500_000)));

        File.Delete(ballast);
        await store.AppendAsync(Actor(1), log.Epoch, 2, new string('x', 1_500_000));

        Assert.Equal(2, (await store.OpenAsync(Actor(1))).LastPosition);
    }
}
