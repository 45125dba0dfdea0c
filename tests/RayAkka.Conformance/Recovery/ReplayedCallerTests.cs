using RayAkka.Execution;
using RayAkka.Recovery;
using RayAkka.Tasks;

namespace RayAkka.Conformance.Recovery;

/// <summary>What callees know of callers that are replayed: which incarnation calls, and when there will be none any more.</summary>
public abstract class ReplayedCallerTests(TestEngine engine) : EngineTests(engine)
{
    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Call_OfAnOldIncarnationThatNobodyHasMade_IsRefused()
    {
        var (payer, payee) = (Payer.Remote(), Payee.Remote());
        await Soon(payer.Pay.Remote(payee, 1));
        Ray.Kill(payer, noRestart: false);
        Assert.Equal(2, await Soon(payer.Pay.Remote(payee, 1)));
        var (me, made) = (await Soon(payer.Me.Remote()), payee.Add.Remote(0));
        await Soon(made);

        var error = await Assert.ThrowsAsync<RayActorException>(() => Soon(Forge(made, payee, me, index: 100, epoch: 1)));

        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
        await Soon(Forge(made, payee, me, index: 100, epoch: long.MaxValue));
        Assert.Equal(2, await Soon(payee.Add.Remote(0)));
    }

    [Fact]
    public async Task Call_OfAnOldIncarnationToAReplayedActor_IsRefusedAlsoByItsNextIncarnation()
    {
        var (payer, payee) = (Payer.Remote(), ReplayedPayee.Remote());
        await Soon(payer.PayReplayed.Remote(payee, 1));
        Ray.Kill(payer, noRestart: false);
        Assert.Equal(2, await Soon(payer.PayReplayed.Remote(payee, 1)));
        var (me, made) = (await Soon(payer.Me.Remote()), payee.Add.Remote(0));
        await Soon(made);
        await Assert.ThrowsAsync<RayActorException>(() => Soon(Forge(made, payee, me, index: 100, epoch: 1)));

        Ray.Kill(payee, noRestart: false);

        await Assert.ThrowsAsync<RayActorException>(() => Soon(Forge(made, payee, me, index: 101, epoch: 1)));
        Assert.Equal(3, await Soon(payer.PayReplayed.Remote(payee, 1)));
    }

    [Fact]
    public async Task CallerDead_ItsRecordsAtOthersGo()
    {
        var (payer, payee, replayed) = (Payer.Remote(), Payee.Remote(), ReplayedPayee.Remote());
        for (var i = 1; i <= 3; i++)
        {
            await Soon(payer.Pay.Remote(payee, 1));
            Assert.Equal(i, await Soon(payer.PayReplayed.Remote(replayed, 1)));
        }

        Assert.InRange(await Soon(payee.Recorded.Remote()), 1, 3);
        Assert.InRange(await Soon(replayed.Recorded.Remote()), 1, 3);
        Ray.Kill(payer, noRestart: false);
        Assert.Equal(4, await Soon(payer.Pay.Remote(payee, 1)));
        Assert.InRange(await Soon(payee.Recorded.Remote()), 1, 4);

        Ray.Kill(payer);

        await Until.TrueAsync(() => Ray.Get(payee.Recorded.Remote(), Limit) == 0);
        await Until.TrueAsync(() => Ray.Get(replayed.Recorded.Remote(), Limit) == 0);
        Ray.Kill(replayed, noRestart: false);
        await Until.TrueAsync(() => Ray.Get(replayed.Recorded.Remote(), Limit) == 0);
        Assert.Equal(3, await Soon(replayed.Add.Remote(0)));
    }

    [Fact]
    public async Task CallerDeadWhileTheCalleeIsRebuilt_ItsRecordsGoWithTheNextIncarnation()
    {
        var (payer, payee) = (Payer.Remote(), ReplayedPayee.Remote());
        Assert.Equal(1, await Soon(payer.PayReplayed.Remote(payee, 1)));
        Ray.Kill(payee, noRestart: false);
        Ray.Kill(payer);

        await Until.TrueAsync(() => Ray.Get(payee.Recorded.Remote(), Limit) == 0);
        Assert.Equal(1, await Soon(payee.Add.Remote(0)));
    }

    [Fact]
    public async Task CallerDead_TheRecordOfItsCallUnderWayStaysUntilThatIsAnswered()
    {
        var gate = Probe.Create();
        var (first, second, payee) = (Payer.Remote(), Payer.Remote(), Payee.Options(new() { MaxConcurrency = 2 }).Remote());
        var (firstId, secondId) = (await Soon(first.Me.Remote()), await Soon(second.Me.Remote()));
        var promised = Assert.Single(await Soon(first.Promise.Remote(payee, gate, 5)));
        await gate.ArrivedAsync();
        await Soon(second.Pay.Remote(payee, 1));

        Ray.Kill(first);
        Ray.Kill(second);

        await Until.TrueAsync(() => !Ray.Get(payee.Remembers.Remote(secondId), Limit));
        Assert.True(await Soon(payee.Remembers.Remote(firstId)));
        gate.Open();
        Assert.Equal(6, await Soon(promised));
        await Until.TrueAsync(() => !Ray.Get(payee.Remembers.Remote(firstId), Limit));
    }

    [Fact]
    public async Task CallerDead_ItsLastCallIsMadeAgainToARebuiltCallee_AndAnswered()
    {
        var gate = Probe.Create();
        var (payer, payee) = (Payer.Remote(), ReplayedPayee.Remote());
        var promised = Assert.Single(await Soon(payer.PromiseReplayed.Remote(payee, gate, 5)));
        await gate.ArrivedAsync();

        Ray.Kill(payer);
        for (var i = 0; i < 3; i++)
        {
            Ray.Kill(payee, noRestart: false);
            await gate.ArrivedAsync();
        }

        gate.Open();
        Assert.Equal(5, await Soon(promised));
        await Until.TrueAsync(() => Ray.Get(payee.Recorded.Remote(), Limit) == 0);
    }

    [Fact]
    public async Task OwnerOfTheCallerDied_ItsRecordsGo()
    {
        var spot = await AddSpotAsync();
        var payee = Payee.Remote();
        var employer = Employer.Options(new() { Resources = Spot() }).Remote();
        Assert.Equal(1, await Soon(employer.Pay.Remote(payee, 1)));
        Assert.Equal(1, await Soon(payee.Recorded.Remote()));

        await KillNodeAsync(spot);

        await Until.TrueAsync(() => Ray.Get(payee.Recorded.Remote(), Limit) == 0);
    }

    // A call as an incarnation of the actor would make it.
    private static ObjectRef<long> Forge(ObjectRef<long> like, ActorHandle to, ActorId caller, long index, long epoch)
    {
        var forged = (ObjectRef<long>)like.CloneToKeep();
        var logical = new LogicalCaller(CallerId.Of(caller), Runtime.Self);
        forged.Caller = new Frame(Runtime, Runtime.NextCallerNumber(), Runtime.Job) { Logical = logical };
        forged.CallIndex = index;
        forged.Actor = to.Record;
        forged.Extras = new CallExtras { Identity = new CallIdentity(logical.Id, logical.Owner, CallHash.Of(forged), Epoch: epoch) };
        to.Record.Post(forged);
        return forged;
    }

    public sealed class Embedded() : ReplayedCallerTests(new EmbeddedTestEngine());

    public sealed class Verified() : ReplayedCallerTests(new VerifiedTestEngine());

    public sealed class Stored() : ReplayedCallerTests(new StoredTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ReplayedCallerTests(new LossyTestEngine(output));
}
