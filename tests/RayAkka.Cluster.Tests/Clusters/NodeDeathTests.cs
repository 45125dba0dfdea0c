using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Nodes that are gone without a goodbye, and what was on them.</summary>
public sealed class NodeDeathTests : ClusterTests
{
    private static readonly CallOptions s_untilAnswered = new() { MaxTaskRetries = -1 };

    private readonly Probe _life = Probe.Create();
    private readonly Probe _gate = Probe.Create();

    protected override IReadOnlyList<NodeOptions> Layout =>
        [Place("a"), Place("b"), Place("c") with { Resources = new() { ["c"] = 100, ["spot"] = 100 } }];

    [Fact]
    public async Task KillNode_CallsInFlight_FailWithActorDied()
    {
        var actor = Station.Options(On("b")).Remote(_life);
        var running = actor.Hold.Remote(_gate);
        var queued = Enumerable.Range(0, 200).Select(i => actor.Note.Remote(i)).ToArray();
        await _gate.ArrivedAsync();

        await KillAsync(B);

        var error = Assert.IsType<ActorDiedException>(await Outcome(running));
        Assert.Contains("node", error.Message, StringComparison.Ordinal);
        foreach (var call in queued)
        {
            Assert.IsType<ActorDiedException>(await Outcome(call));
        }

        Assert.Equal(ActorState.Dead, Ray.StateOf(actor));
        Assert.IsType<ActorDiedException>(await Outcome(actor.Note.Remote(1)));
        Assert.False(Ray.Nodes().Single(node => node.NodeId == B.NodeId).IsAlive);
        _gate.Open();
    }

    [Fact]
    public async Task KillNode_TasksWithoutRetries_FailWithNodeDied()
    {
        var tasks = Enumerable.Range(0, 4).Select(_ => Freight.Tasks.HoldNode.Options(TaskOn("b") with { MaxRetries = 0 }).Remote(_gate)).ToArray();
        await _gate.ArrivedAsync(4);

        await KillAsync(B);

        foreach (var task in tasks)
        {
            Assert.Equal(B.NodeId, Assert.IsType<NodeDiedException>(await Outcome(task)).NodeId);
        }

        _gate.Open();
    }

    [Fact]
    public async Task KillNode_TasksWithRetries_RunElsewhere()
    {
        var tasks = Enumerable.Range(0, 4).Select(_ => Freight.Tasks.HoldNode.Options(TaskOn("spot")).Remote(_gate)).ToArray();
        await _gate.ArrivedAsync(4);
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Resources = { ["spot"] = 100 } });

        await KillAsync(C);
        await _gate.ArrivedAsync(4);
        _gate.Open();

        Assert.All(await Soon(tasks), node => Assert.Equal(refuge.NodeId, node));
    }

    [Fact]
    public async Task KillNode_RequestsThatWaitForIt_GoElsewhere()
    {
        var running = Freight.Tasks.HoldNode.Options(new TaskOptions { Resources = { ["spot"] = 100 }, MaxRetries = 0 }).Remote(_gate);
        await _gate.ArrivedAsync();
        var waiting = Enumerable.Range(0, 50).Select(_ => Freight.Tasks.Node.Options(TaskOn("spot")).Remote()).ToArray();
        var actor = Station.Options(On("spot")).Remote(_life);
        var node = actor.Node.Remote();
        Assert.Equal(0, Ray.AvailableResources()["spot"]);

        await KillAsync(C);
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Resources = { ["spot"] = 100 } });

        Assert.IsType<NodeDiedException>(await Outcome(running));
        Assert.All(await Soon(waiting), place => Assert.Equal(refuge.NodeId, place));
        Assert.Equal(refuge.NodeId, await Soon(node));
        _gate.Open();
    }

    [Fact]
    public async Task KillNode_ActorWithRestarts_IsRebuiltElsewhere()
    {
        var actor = Station.Options(On("spot") with { MaxRestarts = 1 }).Remote(_life);
        Assert.Equal(C.NodeId, await Soon(actor.Node.Remote()));
        var lost = actor.Hold.Remote(_gate);
        await _gate.ArrivedAsync();
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Resources = { ["spot"] = 100 } });

        await KillAsync(C);

        Assert.IsType<ActorUnavailableException>(await Outcome(lost));
        Assert.Equal(refuge.NodeId, await Soon(actor.Node.Options(s_untilAnswered).Remote()));
        Assert.Equal(["made", "made"], _life.Notes);
        Assert.Equal(ActorState.Alive, Ray.StateOf(actor));
        _gate.Open();
    }

    [Fact]
    public async Task KillNode_ActorThatAnotherActorCalls_FailsThatCallToo()
    {
        var target = Station.Options(On("b")).Remote(_life);
        var caller = Station.Options(On("a")).Remote(_life);
        await Soon(caller.Befriend.Remote(target));
        Assert.Equal(new[] { 1, 2 }, await Soon(caller.NoteAtFriend.Remote(0, 2)));
        var outcome = caller.HoldFriend.Remote(_gate);
        await _gate.ArrivedAsync();

        await KillAsync(B);

        Assert.Equal(nameof(ActorDiedException), await Soon(outcome));
        Assert.Equal(nameof(ActorDiedException), await Soon(caller.HoldFriend.Remote(_gate)));
        _gate.Open();
    }

    [Fact]
    public async Task KillNode_RestartingActorThatAnotherActorCalls_AnswersItFromItsNewNode()
    {
        var target = Station.Options(On("spot") with { MaxRestarts = 1 }).Remote(_life);
        var caller = Station.Options(On("a")).Remote(_life);
        await Soon(caller.Befriend.Remote(target));
        var outcome = caller.HoldFriend.Remote(_gate);
        await _gate.ArrivedAsync();
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Resources = { ["spot"] = 100 } });

        await KillAsync(C);

        Assert.Equal(nameof(ActorUnavailableException), await Soon(outcome));
        Assert.Equal(refuge.NodeId, await Soon(caller.NodeOfFriend.Remote()));
        _gate.Open();
    }

    [Fact]
    public async Task KillNode_OwnerOfAnActor_EndsItWithItsOwner()
    {
        var owner = Station.Options(On("b")).Remote(_life);
        var otherLife = Probe.Create();
        var owned = await Soon(owner.Make.Remote("a", otherLife));
        var caller = Station.Options(On("c")).Remote(_life);
        await Soon(caller.Befriend.Remote(owned));
        Assert.Equal(A.NodeId, await Soon(caller.NodeOfFriend.Remote()));

        await KillAsync(B);

        Assert.IsType<ActorDiedException>(await Outcome(owned.Note.Remote(1)));
        Assert.Equal(nameof(ActorDiedException), await Soon(caller.HoldFriend.Remote(_gate)));
        await Until.TrueAsync(() => MemberOf(A).Runtime.OwnHost!.CellCount == 0);
        Assert.Equal(["made"], otherLife.Notes);
    }

    [Fact]
    public async Task KillNode_OwnerWhoseEndTheCallerHearsOfLast_TheCallFailsForTheTrueReason()
    {
        var owner = Station.Options(On("b")).Remote(_life);
        var owned = await Soon(owner.Make.Remote("a", Probe.Create()));
        var caller = Station.Options(On("c")).Remote(_life);
        await Soon(caller.Befriend.Remote(owned));
        var known = MemberOf(C).Runtime.Actors.Find(await Soon(owned.Id.Remote()))!;
        Assert.Equal(A.NodeId, await Soon(caller.NodeOfFriend.Remote()));

        MemberOf(A).Runtime.OnNodeDown(B.NodeId, "the actor's node hears of it first");
        await Until.TrueAsync(() => known.Node.IsNil);
        await Soon(caller.BeginToHoldFriend.Remote(_gate));
        await KillAsync(B);

        Assert.Equal(nameof(ActorDiedException), await Soon(caller.EndOfHold.Remote()));
    }

    [Fact]
    public async Task KillNode_BorrowerThatLetsGoWhileTheActorIsRebuilt_EndsItWhenItIsBack()
    {
        var newLife = Probe.Create();
        var owner = Station.Options(On("a")).Remote(_life);
        var caller = Station.Options(On("b")).Remote(_life);
        var known = MemberOf(B).Runtime.Actors.Find(await LendAndForget(owner, caller, newLife))!;

        await KillAsync(C);
        await Until.TrueAsync(() => known.State == ActorState.Restarting);
        await Soon(caller.Part.Remote());
        var owned = MemberOf(A).Runtime.Actors.FindOwned(known.Id)!;
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !known.Leases.IsHeld && !owned.Leases.IsHeld;
        });
        await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Resources = { ["spot"] = 100 } });

        await newLife.ArrivedAsync();
        Assert.Equal(["made", "made"], newLife.Notes);
    }

    [Fact]
    public async Task OnShellLost_WithATurnStillInItsMailbox_TheDeadActorLeavesItsNode()
    {
        var actor = Station.Options(On("b")).Remote(_life);
        var host = MemberOf(B).Runtime.OwnHost!;
        var cell = host.FindCell(await Soon(actor.Id.Remote()))!;
        ((IShellTenant)cell).OnShellStarted(new LosingMailbox());

        cell.Kill(graceful: false);
        ((IShellTenant)cell).OnShellLost(null);

        await Until.TrueAsync(() => host.CellCount == 0);
    }

    [Fact]
    public async Task KillNode_OwnerOfRefs_TheyFailWithOwnerDied()
    {
        var box = await Soon(Freight.Tasks.Own.Options(TaskOn("b")).Remote(_gate));
        await _gate.ArrivedAsync();
        var reader = Freight.Tasks.Read.Options(TaskOn("a") with { MaxRetries = 0 }).Remote(box);
        var readerNode = Freight.Tasks.Node.Options(TaskOn("a")).Remote();
        Assert.Equal(A.NodeId, await Soon(readerNode));

        await KillAsync(B);

        Assert.IsType<OwnerDiedException>(await Outcome(box[0]));
        Assert.IsType<OwnerDiedException>(Assert.IsType<RayTaskException>(await Outcome(reader)).InnerException);
        _gate.Open();
    }

    [Fact]
    public async Task KillNode_HolderOfALargeResult_TheReaderIsToldThatItIsLost()
    {
        var large = Freight.Tasks.Make.Options(TaskOn("b") with { MaxRetries = 0 }).Remote(1_000_000);
        await Until.TrueAsync(() => large.IsLocated);

        await KillAsync(B);

        Assert.Contains("MaxRetries is 0", Assert.IsType<ObjectReconstructionFailedException>(await Outcome(large)).Message, StringComparison.Ordinal);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task<ActorId> LendAndForget(ActorHandle<Station> owner, ActorHandle<Station> caller, Probe newLife)
    {
        await using var lent = await Soon(owner.Make.Remote("spot", newLife, 1));
        await Soon(caller.Befriend.Remote(lent));
        await Soon(caller.NodeOfFriend.Remote());
        return await Soon(lent.Id.Remote());
    }

    /// <summary>The mailbox of an actor system that has ended.</summary>
    private sealed class LosingMailbox : IShellMailbox
    {
        public void Schedule(IThreadPoolWorkItem item)
        {
        }
    }
}
