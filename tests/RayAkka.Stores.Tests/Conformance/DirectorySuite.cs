using RayAkka.Recovery.Stores;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Conformance;

/// <summary>The directory of detached actors.</summary>
public abstract class DirectorySuite : IAsyncLifetime
{
    private protected StoreHarness Harness { get; private set; } = null!;

    private protected IRecordStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Harness = await MakeAsync();
        Store = await Harness.OpenAsync();
    }

    public async Task DisposeAsync() => await Harness.DisposeAsync();

    [StoreFact]
    public async Task Put_Actor_IsFoundByNameInItsNamespaceOnly()
    {
        var entry = Entry(1, "Zähler 'a\"; --", new string('d', 5000));
        Assert.True(await Store.TryPutActorAsync(entry));

        var found = await (await Harness.OpenAsync()).FindActorAsync("space", entry.Name!);

        AssertSame(entry, found);
        Assert.Null(await Store.FindActorAsync("other", entry.Name!));
        Assert.Null(await Store.FindActorAsync("space", "b"));
    }

    [StoreFact]
    public async Task Put_TakenName_IsRefusedWithoutEffect()
    {
        await Store.TryPutActorAsync(Entry(1, "a"));

        Assert.False(await Store.TryPutActorAsync(Entry(2, "a")));
        Assert.True(await Store.TryPutActorAsync(Entry(3, "a") with { Namespace = "other" }));

        AssertSame(Entry(1, "a"), await Store.FindActorAsync("space", "a"));
        Assert.Equal([Actor(1), Actor(3)], (await Store.ListActorsAsync()).Select(actor => actor.Id).OrderBy(actor => actor.Low));
    }

    [StoreFact]
    public async Task Put_Again_ReplacesTheEntryOfThatActor()
    {
        await Store.TryPutActorAsync(Entry(1, "a", "old"));

        Assert.True(await Store.TryPutActorAsync(Entry(1, "b", "new")));

        Assert.Null(await Store.FindActorAsync("space", "a"));
        AssertSame(Entry(1, "b", "new"), Assert.Single(await Store.ListActorsAsync()));
    }

    [StoreFact]
    public async Task Put_WithoutNames_AreKeptBesideEachOther()
    {
        Assert.True(await Store.TryPutActorAsync(Entry(1, null)));
        Assert.True(await Store.TryPutActorAsync(Entry(2, null)));

        Assert.All(await Store.ListActorsAsync(), actor => Assert.Null(actor.Name));
        Assert.Equal(2, (await Store.ListActorsAsync()).Count);
    }

    [StoreFact]
    public async Task Remove_Actor_FreesItsNameAndKeepsItsLog()
    {
        await Store.OpenAsync(Actor(1));
        await Store.TryPutActorAsync(Entry(1, "a"));

        await Store.RemoveActorAsync(Actor(1));
        await Store.RemoveActorAsync(Actor(1));

        Assert.Null(await Store.FindActorAsync("space", "a"));
        Assert.True(await Store.TryPutActorAsync(Entry(2, "a")));
        Assert.Equal([Actor(1)], await Store.ListLogsAsync());
    }

    [StoreFact]
    public async Task Put_SameNameManyTimesAtOnce_LetsOneIn()
    {
        var other = await Harness.OpenAsync();

        var taken = await Task.WhenAll(Enumerable.Range(1, 30).Select(i => (i % 2 == 0 ? Store : other).TryPutActorAsync(Entry(i, "a"))));

        Assert.Single(taken, won => won);
        Assert.Equal(Actor(Array.IndexOf(taken, true) + 1), (await Store.FindActorAsync("space", "a"))!.Id);
    }

    private protected abstract Task<StoreHarness> MakeAsync();

    private static void AssertSame(DurableActor expected, DurableActor? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Id, expected.Namespace, expected.Name, expected.ClassName), (actual.Id, actual.Namespace, actual.Name, actual.ClassName));
        Assert.Equal(Text(expected.Description), Text(actual.Description));
    }
}
