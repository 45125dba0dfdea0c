using RayAkka.Recovery.Stores;

namespace RayAkka.Conformance.Recovery;

/// <summary>What happens between an actor and its store, when commits are slow, fail, or come too late.</summary>
public class CommitTests() : EngineTests(new StoredTestEngine())
{
    private readonly Probe _probe = Probe.Create();

    private StoreProxy? _store;

    protected override RayOptions Options => base.Options;

    private StoreProxy Store => _store!;

    [Fact]
    public async Task Call_RunsOnlyBehindItsCommit()
    {
        await UseProxyAsync();
        var account = Account.Remote(_probe, "a");
        await Soon(account.Add.Remote(1));
        var (asked, gate) = HoldUp();
        var call = account.Add.Remote(2);
        await asked.Task.WaitAsync(Limit);
        Assert.Equal(["a add 1"], _probe.Notes);
        gate.SetResult();
        Assert.Equal(3, await Soon(call));
    }

    [Fact]
    public async Task NextCallOfAMethod_LeavesOnlyBehindTheCommitOfWhatItFollowsFrom()
    {
        await UseProxyAsync();
        var (from, first, second) = (Account.Remote(_probe, "from"), Account.Remote(_probe, "first"), Account.Remote(_probe, "second"));
        await Soon([from.Balance.Remote(), first.Balance.Remote(), second.Balance.Remote()]);
        var id = await Soon(from.Me.Remote());
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var appends = 0;
        Store.Before = actor =>
        {
            // The second is that of the first payment's answer.
            if (actor != id || Interlocked.Increment(ref appends) != 2)
                return Task.CompletedTask;
            arrived.TrySetResult();
            return gate.Task;
        };
        var paid = from.PayBoth.Remote(first, second, 5);
        await arrived.Task.WaitAsync(Limit);
        Assert.Contains("first add 5", _probe.Notes);
        Assert.DoesNotContain("from half", _probe.Notes);
        _probe.Open();
        gate.SetResult();
        Assert.Equal(5, await Soon(paid));
    }

    [Fact]
    public async Task Fenced_TheOldIncarnationStopsAndTheNextOneGoesOn()
    {
        await UseProxyAsync();
        var account = Account.Remote(_probe, "a");
        await Soon(account.Add.Remote(1));
        var id = await Soon(account.Me.Remote());
        await Store.OpenAsync(id);
        Assert.Equal(3, await Soon(account.Add.Remote(2)));
        Assert.Equal(3, await Soon(account.Balance.Remote()));
        Assert.Equal(["a add 1", "a add 1", "a add 2"], _probe.Notes);
    }

    [Fact]
    public async Task AppendThatMayHaveTakenEffect_IsSettledByTheNextIncarnation()
    {
        await UseProxyAsync();
        var account = Account.Remote(_probe, "a");
        await Soon(account.Add.Remote(1));
        var failed = false;
        Store.After = _ => Once(ref failed) ? Task.FromException(new JournalException("The connection was lost.") { MayHaveTakenEffect = true }) : Task.CompletedTask;
        Assert.Equal(3, await Soon(account.Add.Remote(2)));
        Store.After = null;
        Assert.Equal(3, await Soon(account.Balance.Remote()));
        Assert.Equal(2, await Soon(account.Calls.Remote()));
    }

    [Fact]
    public async Task AppendThatHadNoEffect_IsDoneAgainWithTheNextIncarnation()
    {
        await UseProxyAsync();
        var account = Account.Remote(_probe, "a");
        await Soon(account.Add.Remote(1));
        var failed = false;
        Store.Before = _ => Once(ref failed) ? Task.FromException(new JournalException("The disk was busy.")) : Task.CompletedTask;
        Assert.Equal(3, await Soon(account.Add.Remote(2)));
        Assert.Equal(3, await Soon(account.Balance.Remote()));
    }

    [Fact]
    public async Task StoreThatCannotBeOpenedNow_IsAskedAgain()
    {
        await UseProxyAsync();
        var failed = false;
        Store.Opening = _ => Once(ref failed) ? Task.FromException(new JournalException("The database is starting.")) : Task.CompletedTask;
        var account = Account.Remote(_probe, "a");
        Assert.Equal(1, await Soon(account.Add.Remote(1)));
    }

    [Fact]
    public async Task CheckpointHoldsTheReplies_ACallThatIsMadeAgainIsAnsweredFromIt()
    {
        await UseProxyAsync();
        var other = CheckpointedTally.Options(new() { CheckpointEvery = 1 }).Remote(Probe.Create());
        var tally = CheckpointedTally.Options(new() { CheckpointEvery = 0 }).Remote(_probe);
        await Soon(tally.Add.Remote(0));
        await Soon(other.Add.Remote(0));
        var (mine, theirs) = (await Soon(tally.Me.Remote()), await Soon(other.Me.Remote()));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var appends = 0;
        Store.Before = actor =>
        {
            if (actor != mine || Interlocked.Increment(ref appends) != 2)
                return Task.CompletedTask;
            answered.TrySetResult();
            return gate.Task;
        };

        // The other side has answered, and taken a checkpoint; the answer is not in this side's journal, and never will be.
        var call = tally.AddAtOther.Remote(other, 7);
        await answered.Task.WaitAsync(Limit);
        await Soon(other.All.Remote());
        Store.Before = null;
        Ray.Kill(other, noRestart: false);
        Ray.Kill(tally, noRestart: false);
        gate.SetException(new FencedException(mine, 0));
        Assert.Equal(2, await Soon(call));
        Assert.Equal([0, 7], await Soon(other.All.Remote()));
        Assert.NotEqual(mine, theirs);
    }

    [Fact]
    public async Task ProcessThatEndsAgainAndAgainInOneCall_ParksTheActor()
    {
        var options = new ActorOptions { Name = "a", Lifetime = ActorLifetime.Detached };
        await RestartAsync(Options with { Namespace = "n", RecordStore = new LeavingNoTrace(Engine.Store!), GracefulShutdownTimeout = TimeSpan.FromMilliseconds(200) });
        var account = Account.Options(options).Remote(_probe, "a");
        await Soon(account.Add.Remote(1));
        _ = account.StayAlways.Remote();
        await _probe.ArrivedAsync();
        for (var death = 0; death < 10; death++)
        {
            await RestartAsync(Options with { Namespace = "n", RecordStore = new LeavingNoTrace(Engine.Store!), GracefulShutdownTimeout = TimeSpan.FromMilliseconds(200) });
            var before = _probe.Arrivals;
            var again = Ray.GetActor<Account>("a");
            await Until.TrueAsync(() => Ray.StateOf(again) == ActorState.Dead || _probe.Arrivals > before);
            if (Ray.StateOf(again) == ActorState.Dead)
            {
                var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(again.Balance.Remote()));
                Assert.Contains("Account.StayAlways", error.Message, StringComparison.Ordinal);
                Assert.InRange(_probe.Arrivals, 3, 8);
                return;
            }
        }

        Assert.Fail("It was not parked.");
    }

    [Fact]
    public async Task CodeThatChanged_IsRefusedWithPositionAndName()
    {
        var store = (MemoryRecordStore)Engine.Store!;
        await RestartAsync(Options with { Namespace = "n" });
        var account = Account.Options(new() { Name = "a", Lifetime = ActorLifetime.Detached }).Remote(_probe, "a");
        await Soon(account.Add.Remote(1));
        await RestartAsync(Options with { Namespace = "n", RecordStore = new Renaming(store) });
        var again = Ray.GetActor<Account>("a");
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(again.Balance.Remote()));
        Assert.Contains("Account.Add", error.Message, StringComparison.Ordinal);
        Assert.Contains("position 3", error.Message, StringComparison.Ordinal);
    }

    private static bool Once(ref bool done) => !done && (done = true);

    private async Task UseProxyAsync()
    {
        _store = new StoreProxy(new MemoryRecordStore());
        await Ray.ShutdownAsync().WaitAsync(Limit);
        Ray.Init(Options with { RecordStore = _store });
    }

    private (TaskCompletionSource Asked, TaskCompletionSource Gate) HoldUp()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Store.Before = _ =>
        {
            asked.TrySetResult();
            return gate.Task;
        };
        return (asked, gate);
    }
}
