using RayAkka.Recovery.Stores;
using RayAkka.Stores.Sqlite;
using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Sessions;

/// <summary>Actors with Recovery = Replay whose journals are in a SQLite file, over several sessions.</summary>
[Collection(nameof(SessionCollection))]
public sealed class SqliteSessionTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        Ray.Shutdown();
        _folder.Dispose();
    }

    [Fact]
    public async Task DetachedActor_IsFoundByNameInTheNextSession_AsItWas()
    {
        Start();
        var account = Ray.Actor(() => new SavingsAccount()).Options(new()
        {
            Name = "savings",
            Lifetime = ActorLifetime.Detached,
            Recovery = ActorRecovery.Replay,
        }).Remote();
        var calls = Enumerable.Range(1, 1000).Select(i => account.Task(x => x.Add(i)).Remote()).ToArray();
        Assert.Equal(500_500, (await Ray.GetAsync(calls, s_limit))[^1]);
        await Ray.ShutdownAsync();

        Start();
        var again = Ray.GetActor<SavingsAccount>("savings");
        Assert.Equal(500_501, await Ray.GetAsync(again.Task(x => x.Add(1)).Remote(), s_limit));
        await Ray.ShutdownAsync();

        Start();
        var last = Ray.GetActor<SavingsAccount>("savings");
        Assert.Equal(500_501, await Ray.GetAsync(last.Task(x => x.Balance()).Remote(), s_limit));
        Ray.Kill(last);
        await Ray.ShutdownAsync();

        Start();
        Assert.Throws<ArgumentException>(() => Ray.GetActor<SavingsAccount>("savings"));
    }

    [Fact]
    public async Task KilledActor_IsRebuiltFromTheFile()
    {
        Start();
        var account = Ray.Actor(() => new SavingsAccount()).Options(new() { Recovery = ActorRecovery.Replay }).Remote();
        for (var round = 1; round <= 5; round++)
        {
            await Ray.GetAsync(Enumerable.Range(0, 100).Select(_ => account.Task(x => x.Add(1)).Remote()), s_limit);
            Ray.Kill(account, noRestart: false);
            Assert.Equal(round * 100, await Ray.GetAsync(account.Task(x => x.Balance()).Remote(), s_limit));
        }
    }

    [Fact]
    public async Task LogsOfAProcessThatWasKilled_AreRemovedAtTheNextOpening_ButThoseOfDetachedActors()
    {
        Start();
        var named = Savings(new() { Name = "savings", Lifetime = ActorLifetime.Detached, Recovery = ActorRecovery.Replay });
        var other = Savings(new() { Recovery = ActorRecovery.Replay });
        await Ray.GetAsync([named.Task(x => x.Add(1)).Remote(), other.Task(x => x.Add(2)).Remote()], s_limit);
        using var crashed = new TempFolder();
        foreach (var file in Directory.GetFiles(_folder.Path, "journal.db*").Where(static file => !file.EndsWith(".user", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(crashed.Path, Path.GetFileName(file)));
        await File.WriteAllTextAsync(Path.Combine(crashed.Path, "journal.db.dead.user"), "");
        GC.KeepAlive(other);
        await Ray.ShutdownAsync();

        Start(crashed.Path);
        var store = await RayRuntime.Current!.Journals.Store.WaitAsync(s_limit);
        Assert.Single(await store.ListLogsAsync());
        Assert.Equal(2, await Ray.GetAsync(Ray.GetActor<SavingsAccount>("savings").Task(x => x.Add(1)).Remote(), s_limit));
        Assert.Single(Directory.GetFiles(crashed.Path, "*.user"));
        await Ray.ShutdownAsync();
        Assert.Empty(Directory.GetFiles(crashed.Path, "*.user"));
    }

    [Fact]
    public async Task LogsOfAnotherProcessThatLives_Stay()
    {
        Start();
        var account = Savings(new() { Recovery = ActorRecovery.Replay });
        await Ray.GetAsync(account.Task(x => x.Add(1)).Remote(), s_limit);
        var first = await RayRuntime.Current!.Journals.Store.WaitAsync(s_limit);
        await using (var second = SqliteRecordStore.Open(Path.Combine(_folder.Path, "journal.db"), new StoreLog(null)))
        {
            Assert.False(second.IsAlone);
            Assert.False(first.IsAlone);
        }

        Assert.True(first.IsAlone);
        Assert.Equal(2, await Ray.GetAsync(account.Task(x => x.Add(1)).Remote(), s_limit));
    }

    private static ActorHandle<SavingsAccount> Savings(ActorOptions options) => Ray.Actor(() => new SavingsAccount()).Options(options).Remote();

    private void Start() => Start(_folder.Path);

    private static void Start(string folder) => Ray.Init(new RayOptions { NumCpus = 2, NumGpus = 0, Namespace = "bank", StoragePath = folder });
}
