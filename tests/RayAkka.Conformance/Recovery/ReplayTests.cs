namespace RayAkka.Conformance.Recovery;

public abstract class ReplayTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Killed_BetweenCalls_HasItsValueAgain()
    {
        var account = Account.Remote(_probe, "a");
        for (var i = 1; i <= 10; i++)
            await Soon(account.Add.Remote(i));
        Ray.Kill(account, noRestart: false);
        Assert.Equal(55, await Soon(account.Balance.Remote()));
        Assert.Equal(10, await Soon(account.Calls.Remote()));
        Assert.Equal(20, _probe.Notes.Count);
    }

    [Fact]
    public async Task Killed_AgainAndAgainWhileCalled_EveryCallTakesEffectOnce()
    {
        var account = Account.Remote(_probe, "a");
        var calls = new List<ObjectRef<long>>();
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 50; i++)
                calls.Add(account.Add.Remote(1));
            Ray.Kill(account, noRestart: false);
        }

        var results = await Soon(calls);
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), results);
        Assert.Equal(500, await Soon(account.Balance.Remote()));
        Assert.Equal(500, await Soon(account.Calls.Remote()));
    }

    [Fact]
    public async Task NodeLost_IsRebuiltElsewhereAsItWas()
    {
        var node = await AddSpotAsync();
        var account = Account.Options(new() { Resources = Spot() }).Remote(_probe, "a");
        for (var i = 0; i < 20; i++)
            await Soon(account.Add.Remote(1));
        Assert.Equal(node, await Soon(account.Node.Remote()));
        var other = await AddSpotAsync();
        await KillNodeAsync(node);
        Assert.Equal(20, await Soon(account.Balance.Remote()));
        Assert.Equal(other, await Soon(account.Node.Remote()));
    }

    [Fact]
    public async Task Killed_InTheMiddleOfACall_TheCallEndsInTheNextIncarnationAndNewOnesComeBehindIt()
    {
        var account = Account.Remote(_probe, "a");
        await Soon(account.Add.Remote(10));
        var staying = account.Stay.Remote();
        var behind = account.Add.Remote(100);
        await _probe.ArrivedAsync();
        Ray.Kill(account, noRestart: false);
        var newer = account.Add.Remote(1000);
        Assert.Equal(11, await Soon(staying));
        Assert.Equal(111, await Soon(behind));
        Assert.Equal(1111, await Soon(newer));
        Assert.Equal(["a add 10", "a stay", "a add 10", "a stay", "a add 100", "a add 1000"], _probe.Notes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_AfterTransfers_TheOtherSideAnswersFromItsRecordOrTheJournalDoes(bool async)
    {
        var from = Account.Remote(_probe, "from");
        var to = Account.Remote(_probe, "to");
        for (var i = 1; i <= 5; i++)
            Assert.Equal(i, await Soon(async ? from.PayAsync.Remote(to, 1) : from.Pay.Remote(to, 1)));
        Ray.Kill(from, noRestart: false);
        Assert.Equal(-5, await Soon(from.Balance.Remote()));
        Assert.Equal(5, await Soon(to.Balance.Remote()));
        Assert.Equal(5, _probe.Notes.Count(note => note == "to add 1"));
        Assert.Equal(10, _probe.Notes.Count(note => note == "from pay 1"));
    }

    [Fact]
    public async Task Killed_BetweenTwoTransfersOfOneCall_EachIsDoneOnce()
    {
        var from = Account.Remote(_probe, "from");
        var first = Account.Remote(_probe, "first");
        var second = Account.Remote(_probe, "second");
        var paid = from.PayBoth.Remote(first, second, 7);
        await _probe.ArrivedAsync();
        Ray.Kill(from, noRestart: false);
        Assert.Equal(7, await Soon(paid));
        Assert.Equal(-14, await Soon(from.Balance.Remote()));
        Assert.Equal(7, await Soon(first.Balance.Remote()));
        Assert.Equal(7, await Soon(second.Balance.Remote()));
        Assert.Equal(["from half", "from half"], _probe.Notes.Where(note => note == "from half"));
    }

    [Fact]
    public async Task BothSidesKilled_ManyTransfersUnderWay_MoneyIsConserved()
    {
        var a = Account.Remote(_probe, "a");
        var b = Account.Remote(_probe, "b");
        var paid = new List<ObjectRef<long>>();
        for (var round = 0; round < 8; round++)
        {
            for (var i = 0; i < 10; i++)
                paid.Add(i % 2 == 0 ? a.Pay.Remote(b, 1) : a.PayAsync.Remote(b, 1));
            Ray.Kill(round % 2 == 0 ? a : b, noRestart: false);
        }

        await Soon(paid);
        Assert.Equal(-80, await Soon(a.Balance.Remote()));
        Assert.Equal(80, await Soon(b.Balance.Remote()));
    }

    [Fact]
    public async Task Killed_AfterFailedCalls_TheyFailTheSameWayAgainAndTheStateStands()
    {
        var account = Account.Remote(_probe, "a");
        await Soon(account.Add.Remote(1));
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(account.Refuse.Remote("no")));
        Assert.IsType<InvalidOperationException>(error.InnerException);
        await Soon(account.Add.Remote(1));
        Ray.Kill(account, noRestart: false);
        Assert.Equal(2, await Soon(account.Balance.Remote()));
        Assert.Equal(["a add 1", "a refuse no", "a add 1", "a add 1", "a refuse no", "a add 1"], _probe.Notes);
    }

    public sealed class Embedded() : ReplayTests(new EmbeddedTestEngine());

    public sealed class Verified() : ReplayTests(new VerifiedTestEngine());

    public sealed class Stored() : ReplayTests(new StoredTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ReplayTests(new LossyTestEngine(output));
}
