using RayAkka.Recovery.Stores;
using RayAkka.Stores.Postgres;
using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Choosing;

/// <summary>Which store the options choose.</summary>
public sealed class ChoiceTests
{
    [Fact]
    public async Task Open_NothingChosen_IsTheMemory()
    {
        await using var store = await RecordStores.OpenAsync(new RayOptions());

        Assert.Equal((StoreReach.Process, "the journal in memory"), (store.Reach, store.Name));
    }

    [Fact]
    public async Task Open_StoragePath_IsAFileInItThatIsMade()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "made", "here");

        await using (var store = await RecordStores.OpenAsync(new RayOptions { StoragePath = path }))
        {
            Assert.Equal(StoreReach.Machine, store.Reach);
            await store.OpenAsync(Support.Stores.Actor(1));
        }

        Assert.True(File.Exists(Path.Combine(path, "journal.db")));
        Assert.False(File.Exists(Path.Combine(path, "journal.db-wal")), "the write-ahead log is left behind after an orderly end");
    }

    [Fact]
    public async Task Open_SqliteJournalAndStoragePath_IsTheJournal()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "a.db");

        await using var store = await RecordStores.OpenAsync(new RayOptions { StoragePath = folder.Path }.UseSqliteJournal(file));

        Assert.Equal($"the SQLite journal {file}", store.Name);
    }

    [Fact]
    public async Task Open_UnknownKind_NamesThoseThatThereAre()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RecordStores.OpenAsync(new RayOptions { Journal = new JournalChoice("oracle", "x") }));

        Assert.Equal("There is no journal store 'oracle'; choose one of memory, sqlite, postgres, akka-persistence.", refusal.Message);
    }

    [Fact]
    public void StoragePath_OnACluster_IsNoPlaceForJournals() =>
        Assert.Equal(JournalChoice.Memory, RecordStores.Choice(new RayOptions { StoragePath = "/x" }, isCluster: true).Store);

    [Fact]
    public void Choice_Shown_HidesTheConnection() =>
        Assert.DoesNotContain("secret", new RayOptions { Journal = new JournalChoice("postgres", "Password=secret") }.ToString() + new JournalChoice("postgres", "Password=secret"));

    [Fact]
    public void UseSqliteJournal_EmptyPath_IsRefused() => Assert.Throws<ArgumentException>(() => new RayOptions().UseSqliteJournal(" "));

    [Fact]
    public async Task Open_NoConnectionString_IsRefusedWithoutRepeatingIt()
    {
        foreach (var text in new[] { "Password=secret", "Host=a;Nonsense=secret", "postgres://user:secret@host/db" })
        {
            var refusal = await Assert.ThrowsAsync<ArgumentException>(() => PostgresRecordStore.OpenAsync(text, new StoreLog(null), TimeProvider.System));
            Assert.StartsWith("The connection of the PostgreSQL journal is not a connection string; write it like Host=db1;", refusal.Message);
            Assert.DoesNotContain("secret", refusal.ToString());
        }
    }
}
