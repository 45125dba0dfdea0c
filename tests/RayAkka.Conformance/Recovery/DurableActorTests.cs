namespace RayAkka.Conformance.Recovery;

/// <summary>Detached actors in a store that outlives the session.</summary>
public class DurableActorTests() : EngineTests(new StoredTestEngine())
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { Namespace = "bank" };

    [Fact]
    public async Task NextSession_FindsTheActorByItsNameAsItWas()
    {
        var account = Account.Options(Named("a")).Remote(_probe, "a");
        for (var i = 0; i < 10; i++)
            await Soon(account.Add.Remote(1));
        await RestartAsync(Options);
        Assert.Equal(10, await Soon(Ray.GetActor<Account>("a").Balance.Remote()));
        Assert.Equal(11, await Soon(Ray.GetActor<Account>("a").Add.Remote(1)));
        await RestartAsync(Options);
        Assert.Equal(11, await Soon(Ray.GetActor<Account>("a").Balance.Remote()));
    }

    [Fact]
    public async Task NextSession_HandlesInJournalsLeadToTheirActorsAgain()
    {
        var (from, to) = (Account.Options(Named("from")).Remote(_probe, "from"), Account.Options(Named("to")).Remote(_probe, "to"));
        for (var i = 0; i < 5; i++)
            await Soon(from.Pay.Remote(to, 1));
        await RestartAsync(Options);
        var again = Ray.GetActor<Account>("from");
        Assert.Equal(-5, await Soon(again.Balance.Remote()));
        Assert.Equal(6, await Soon(again.Pay.Remote(Ray.GetActor<Account>("to"), 1)));
        Assert.Equal(6, await Soon(Ray.GetActor<Account>("to").Balance.Remote()));
    }

    [Fact]
    public async Task NextSession_Checkpoints_AreReadBack()
    {
        var tally = CheckpointedTally.Options(Named("t")).Remote(_probe);
        for (var i = 1; i <= 25; i++)
            await Soon(tally.Add.Remote(i));
        var runs = _probe.Arrivals;
        await RestartAsync(Options);
        Assert.Equal(Enumerable.Range(1, 25), await Soon(Ray.GetActor<CheckpointedTally>("t").All.Remote()));
        Assert.Equal(runs + 5, _probe.Arrivals);
    }

    [Fact]
    public async Task GetIfExists_TakesTheOneInTheStore_WithoutItTheNameIsTaken()
    {
        var account = Account.Options(Named("a")).Remote(_probe, "a");
        await Soon(account.Add.Remote(3));
        await RestartAsync(Options);
        var error = Assert.Throws<ArgumentException>(() => Account.Options(Named("a")).Remote(_probe, "b"));
        Assert.Contains("already taken", error.Message.Replace("is taken", "already taken", StringComparison.Ordinal), StringComparison.Ordinal);
        var same = Account.Options(Named("a") with { GetIfExists = true }).Remote(_probe, "b");
        Assert.Equal(3, await Soon(same.Balance.Remote()));
    }

    [Fact]
    public async Task Killed_IsGoneFromTheStoreToo()
    {
        var account = Account.Options(Named("a")).Remote(_probe, "a");
        await Soon(account.Add.Remote(3));
        Ray.Kill(account);
        await RestartAsync(Options);
        Assert.Throws<ArgumentException>(() => Ray.GetActor<Account>("a"));
        var next = Account.Options(Named("a")).Remote(_probe, "a");
        Assert.Equal(0, await Soon(next.Balance.Remote()));
    }

    [Fact]
    public async Task NextSession_CallUnderWayAtTheEnd_IsDoneOnce()
    {
        var account = Account.Options(Named("a")).Remote(_probe, "a");
        await Soon(account.Add.Remote(10));
        _ = account.Stay.Remote();
        await _probe.ArrivedAsync();
        await RestartAsync(Options with { GracefulShutdownTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(11, await Soon(Ray.GetActor<Account>("a").Balance.Remote()));
    }

    private static ActorOptions Named(string name) => new() { Name = name, Lifetime = ActorLifetime.Detached };
}
