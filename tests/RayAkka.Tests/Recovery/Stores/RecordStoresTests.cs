using RayAkka.Recovery.Stores;

namespace RayAkka.Tests.Recovery.Stores;

/// <summary>What a program hears that has no package of stores, as this one.</summary>
public sealed class RecordStoresTests
{
    [Fact]
    public async Task Open_StoragePathWithoutAPackage_SaysWhichToAdd()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RecordStores.OpenAsync(new RayOptions { StoragePath = "/nowhere" }));

        Assert.Equal(
            "StoragePath is set, so journals are kept there in SQLite, but the package RayAkka.Stores.Sqlite is not referenced; add it to the program's project.",
            refusal.Message);
    }

    [Fact]
    public async Task Open_ChosenStoreWithoutItsPackage_SaysWhichToAdd()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RecordStores.OpenAsync(new RayOptions { Journal = new JournalChoice("postgres", "") }));

        Assert.Equal("The journal store 'postgres' was chosen, but the package RayAkka.Stores.Postgres is not referenced; add it to the program's project.", refusal.Message);
    }
}
