using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;
using RayAkka.Stores.Sqlite;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Sqlite;

/// <summary>Files that cannot be used say why in one sentence.</summary>
public sealed class SqliteFileTests : IAsyncLifetime
{
    private readonly SqliteHarness _harness = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [Fact]
    public async Task Open_FileThatIsNoDatabase_IsRefused()
    {
        await File.WriteAllTextAsync(_harness.File, string.Concat(Enumerable.Repeat("This is a letter.\n", 100)));

        Assert.Equal(
            $"The SQLite journal {_harness.File} is not a SQLite database; name a file that does not exist yet, or one that RayAkka has made.",
            Assert.Throws<JournalException>(() => _harness.Open()).Message);
    }

    [Fact]
    public async Task Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        await _harness.ExecuteAsync("CREATE TABLE logs (x)");

        Assert.Equal(
            $"The SQLite journal {_harness.File} is the database of another program; name a file that does not exist yet, or one that RayAkka has made.",
            Assert.Throws<JournalException>(() => _harness.Open()).Message);
        await _harness.ExecuteAsync("INSERT INTO logs VALUES (1)");
    }

    [Fact]
    public async Task Open_JournalOfALaterVersion_IsRefused()
    {
        await _harness.CloseAsync(await _harness.OpenAsync());
        await _harness.ExecuteAsync("PRAGMA user_version = 12");

        Assert.Contains("was written by a later version of RayAkka (format 12, this one knows 2)", Assert.Throws<JournalException>(() => _harness.Open()).Message);
    }

    [Fact]
    public async Task Open_JournalOfAnEarlierVersion_IsRefused()
    {
        await _harness.CloseAsync(await _harness.OpenAsync());
        await _harness.ExecuteAsync("PRAGMA user_version = 1");

        Assert.Contains("was written by an earlier version of RayAkka (format 1, this one knows 2)", Assert.Throws<JournalException>(() => _harness.Open()).Message);
    }

    [Fact]
    public void Open_Folder_IsRefused()
    {
        Directory.CreateDirectory(_harness.File);

        Assert.Equal(
            $"The SQLite journal {_harness.File} cannot be opened; see that its folder exists, that this process may write to it, and that the path names no folder.",
            Assert.Throws<JournalException>(() => _harness.Open()).Message);
    }

    [Fact]
    public void Open_FolderThatCannotBeMade_IsRefused()
    {
        var refusal = Assert.Throws<JournalException>(() => SqliteRecordStore.Open("/dev/null/journals/a.db", new StoreLog(null)));

        Assert.StartsWith("The SQLite journal /dev/null/journals/a.db cannot be made, since its folder does not exist and could not be created (", refusal.Message);
    }

    [Fact]
    public void Open_FolderThatTakesNoFiles_IsRefused()
    {
        // Not even root may make files there.
        var refusal = Assert.Throws<JournalException>(() => SqliteRecordStore.Open("/proc/self/journal.db", new StoreLog(null)));

        Assert.StartsWith("The SQLite journal /proc/self/journal.db cannot be", refusal.Message);
    }

    [Fact]
    public async Task Append_FileLockedByAnotherProcess_FailsAfterAWhileAndThenGoesOn()
    {
        var store = _harness.Open(TimeSpan.FromMilliseconds(300));
        await using var closing = store;
        var log = await store.OpenAsync(Actor(1));
        using (var other = new SqliteConnection($"Data Source={_harness.File};Pooling=false"))
        {
            other.Open();
            SqliteFile.Execute(other, "BEGIN IMMEDIATE");

            var refusal = await Assert.ThrowsAsync<JournalException>(() => store.AppendAsync(Actor(1), log.Epoch, 1, "a"));

            Assert.Equal($"The SQLite journal {_harness.File} has been locked by another process for more than 0.3 s; end that process, or what it does to the file.", refusal.Message);
            Assert.False(refusal.MayHaveTakenEffect);
            await store.CheckEpochAsync(Actor(1), log.Epoch);
        }

        await store.AppendAsync(Actor(1), log.Epoch, 1, "a");
    }

    [Fact]
    public async Task Open_NewFileByManyAtOnce_MakesOneJournal()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(_harness.OpenAsync)));

        var epochs = await Task.WhenAll(stores.Select(async store => (await store.OpenAsync(Actor(1))).Epoch));

        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), epochs.Order());
    }

    [Fact]
    public async Task Commits_AreSharedByAllActors()
    {
        var store = _harness.Open();
        await using var closing = store;
        var actors = Enumerable.Range(0, 64).Select(Actor).ToArray();
        var logs = await Task.WhenAll(actors.Select(store.OpenAsync));
        var before = store.Commits;

        await Task.WhenAll(actors.Select(async (actor, i) =>
        {
            for (var position = 1; position <= 50; position++)
                await store.AppendAsync(actor, logs[i].Epoch, position, "x");
        }));

        // One for each of the records would be 3,200.
        Assert.InRange(store.Commits - before, 50, 1600);
    }

    [Fact]
    public async Task Append_MoreThanADatabaseTakes_IsRefusedBeforeItGetsThere()
    {
        var store = await _harness.OpenAsync();
        var log = await store.OpenAsync(Actor(1));

        var refusal = await Assert.ThrowsAsync<JournalException>(() => store.AppendAsync(Actor(1), log.Epoch, 1, [new byte[RecordEnvelope.MaxContents + 1]]));

        Assert.Contains("at most 999,998,976 can be stored", refusal.Message);
        await store.AppendAsync(Actor(1), log.Epoch, 1, "a");
    }
}
