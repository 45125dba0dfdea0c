using RayAkka.Execution;
using RayAkka.Testing;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Nodes;

public sealed class NodeLossTests : ClusterTest
{
    private const int Many = 1000;

    private static readonly Dictionary<string, string> s_there = new() { ["kind"] = "doomed" };

    private readonly Latch _latch = new();

    [Fact]
    public async Task KillNode_CallsInEveryState_SettlesEachWithTheRightError()
    {
        var timers = Time.ActiveTimers;
        var doomed = await AddDoomed();
        var host = HostOf(doomed);
        var never = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var blocked = Make(10);
        var crowd = Counter.Options(There with { MaxConcurrency = Many }).Remote(0);
        var awaiting = Make(10);
        var running = blocked.Select(actor => actor.Block.Remote(_latch.Number)).ToList();
        running.AddRange(awaiting.Select(actor => actor.WaitAsync.Remote(_latch.Number)));
        running.AddRange(Enumerable.Range(0, Many).Select(_ => crowd.WaitAsync.Remote(_latch.Number)));
        var tasks = Enumerable.Range(0, 10).Select(_ => Functions.Tasks.Block.Options(LostTask).Remote(_latch.Number)).ToList();
        tasks.AddRange(Enumerable.Range(0, 100).Select(_ => Functions.Tasks.WaitAsync.Options(LostTask).Remote(_latch.Number)));
        await _latch.Arrivals(running.Count + tasks.Count + 1);
        var queued = Enumerable.Range(0, Many).Select(i => (i % 2 == 0 ? blocked : awaiting)[i % 10].Increment.Remote()).ToArray();
        var behind = Enumerable.Range(0, Many).Select(i => blocked[i % 10].Increment.Remote(never)).ToArray();
        var unplaced = Functions.Tasks.Square.Options(LostTask with { NumCpus = 200 }).Remote(1);

        await Cluster.KillNodeAsync(doomed);

        Assert.All(await Outcomes(running), error => Assert.Contains("node has died", Assert.IsType<ActorDiedException>(error).Message, StringComparison.Ordinal));
        Assert.All(await Outcomes(queued), error => Assert.IsType<ActorDiedException>(error));
        Assert.All(await Outcomes(behind), error => Assert.IsType<ActorDiedException>(error));
        Assert.All(await Outcomes(tasks), error => Assert.Equal(doomed.NodeId, Assert.IsType<NodeDiedException>(error).NodeId));
        Assert.IsType<TaskUnschedulableException>(await Outcome(unplaced));
        Assert.All(blocked, actor => Assert.Equal(ActorState.Dead, Ray.StateOf(actor)));

        _latch.Open();

        Assert.Equal(_latch.Number, await never);
        await Eventually.Holds(() => host.CellCount == 0 && host.RunningFrames().Count == 0, "nothing is left on the lost node");
        await Eventually.Holds(() => WorkerPool.Shared.BlockedCount == 0, "no worker is blocked");
        await Eventually.Holds(AllIsFree, "all resources are free");
        Assert.Equal(timers, Time.ActiveTimers);
        Assert.Equal(0, Session.Actors.Count);
    }

    [Fact]
    public async Task KillNode_OthersWaitForItsCalls_EndsTheirWaits()
    {
        var doomed = await AddDoomed();
        var actor = Make(1)[0];
        var call = actor.WaitAsync.Remote(_latch.Number);
        await _latch.Arrivals();
        var entered = new Latch();
        var waits = new List<ObjectRef>();
        for (var i = 0; i < 50; i++)
        {
            waits.Add(Waiter.Remote().Get.Remote(entered.Number, call));
            waits.Add(Waiter.Remote().GetAsync.Remote(entered.Number, call));
            waits.Add(WaitTasks.Tasks.Get.Options(Once).Remote(entered.Number, call));
            waits.Add(WaitTasks.Tasks.GetAsync.Options(Once).Remote(entered.Number, call));
        }

        await entered.Arrivals(waits.Count);
        var driver = Task.Run(() => Ray.Get(call));

        await Cluster.KillNodeAsync(doomed);

        await Assert.ThrowsAsync<ActorDiedException>(() => driver.Within());
        Assert.All(await Outcomes(waits), error => Assert.IsType<ActorDiedException>(Assert.IsType<RayTaskException>(error).InnerException));
        await Eventually.Holds(() => WorkerPool.Shared.BlockedCount == 0, "no worker is blocked");
        await Eventually.Holds(AllIsFree, "all resources are free");
        _latch.Open();
    }

    [Fact]
    public async Task KillNode_ItsCallsWaitForOthers_EndsTheirWaitsAndFreesTheirThreads()
    {
        var doomed = await AddDoomed();
        var host = HostOf(doomed);
        var never = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var entered = new Latch();
        ObjectRef[] waits =
        [
            Waiter.Options(There).Remote().Get.Remote(entered.Number, never),
            Waiter.Options(There).Remote().GetAsync.Remote(entered.Number, never),
            WaitTasks.Tasks.Get.Options(LostTask).Remote(entered.Number, never),
            WaitTasks.Tasks.GetAsync.Options(LostTask).Remote(entered.Number, never),
        ];
        await entered.Arrivals(waits.Length);

        await Cluster.KillNodeAsync(doomed);

        Assert.All(await Outcomes(waits), error => Assert.NotNull(error));
        await Eventually.Holds(() => WorkerPool.Shared.BlockedCount == 0, "no worker is blocked");
        await Eventually.Holds(() => host.CellCount == 0 && host.RunningFrames().Count == 0, "nothing is left on the lost node");
        Assert.False(never.IsCompleted);
        _latch.Open();
    }

    [Fact]
    public async Task KillNode_RunningTasksWithRetries_RunAgainElsewhere()
    {
        var doomed = await AddDoomed(spots: 10);
        var tasks = Enumerable.Range(0, 10).Select(_ => WhereTasks.Tasks.NodeAndBlock.Options(OnASpot).Remote(_latch.Number)).ToArray();
        await _latch.Arrivals(10);
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 10, Resources = { ["spot"] = 10 } });

        await Cluster.KillNodeAsync(doomed);
        await _latch.Arrivals(10);
        _latch.Open();

        Assert.All(await Ray.GetAsync(tasks).Within(), node => Assert.Equal(refuge.NodeId, node));
        await Eventually.Holds(AllIsFree, "all resources are free");
    }

    [Fact]
    public async Task KillNode_RequestsThatWaitForIt_GoElsewhere()
    {
        var doomed = await AddDoomed(spots: 1);
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 1, Resources = { ["spot"] = 1 } });
        var running = Enumerable.Range(0, 2)
            .Select(_ => Functions.Tasks.Block.Options(OnASpot with { MaxRetries = 0 }).Remote(_latch.Number)).ToArray();
        await _latch.Arrivals(2);
        var waiting = Enumerable.Range(0, 100).Select(_ => WhereTasks.Tasks.Node.Options(OnASpot).Remote()).ToArray();

        await Cluster.KillNodeAsync(doomed);
        _latch.Open();

        Assert.All(await Ray.GetAsync(waiting).Within(), node => Assert.Equal(refuge.NodeId, node));
        Assert.Equal(1, (await Outcomes(running)).Count(error => error is NodeDiedException));
    }

    [Fact]
    public async Task KillNode_TaskThatWaitsInGet_RunsAgainElsewhere()
    {
        var doomed = await AddDoomed(spots: 1);
        var entered = new Latch();
        var other = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var task = WhereTasks.Tasks.NodeAfterGet.Options(OnASpot).Remote(entered.Number, other);
        await entered.Arrivals();
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 1, Resources = { ["spot"] = 1 } });

        await Cluster.KillNodeAsync(doomed);
        await entered.Arrivals();
        _latch.Open();

        Assert.Equal(refuge.NodeId, await task.AsTask().Within());
        await Eventually.Holds(AllIsFree, "all resources are free");
    }

    [Fact]
    public async Task KillNode_ActorWithRestartsAndRetries_IsRebuiltElsewhereAndKeepsTheOrderOfItsCalls()
    {
        var doomed = await AddDoomed(spots: 1);
        var open = new Latch();
        open.Open();
        var actor = Recorder.Options(new ActorOptions { MaxRestarts = 1, MaxTaskRetries = -1, Resources = { ["spot"] = 1 } }).Remote(open.Number);
        var blocked = actor.Block.Remote(_latch.Number);
        var appends = Enumerable.Range(0, Many).Select(i => actor.Append.Remote(i)).ToArray();
        await _latch.Arrivals();
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 1, Resources = { ["spot"] = 1 } });

        await Cluster.KillNodeAsync(doomed);
        var later = Enumerable.Range(Many, Many).Select(i => actor.Append.Remote(i)).ToArray();
        await _latch.Arrivals();
        _latch.Open();

        Assert.Equal(0, await blocked.AsTask().Within());
        Assert.Equal(Enumerable.Range(0, 2 * Many), await Ray.GetAsync(appends.Concat(later)).Within());
        Assert.Equal(Enumerable.Range(0, 2 * Many), await actor.Seen.Remote());
        Assert.Equal(refuge.NodeId, await actor.Node.Remote());
        Assert.True(await actor.WasRebuilt.Remote());
    }

    [Fact]
    public async Task KillNode_ActorWithRestartsButNoRetries_FailsItsCallsAsUnavailable()
    {
        var doomed = await AddDoomed(spots: 1);
        var open = new Latch();
        open.Open();
        var actor = Recorder.Options(new ActorOptions { MaxRestarts = 1, Resources = { ["spot"] = 1 } }).Remote(open.Number);
        var running = actor.Block.Remote(_latch.Number);
        var queued = Enumerable.Range(0, Many).Select(i => actor.Append.Remote(i)).ToArray();
        await _latch.Arrivals();

        await Cluster.KillNodeAsync(doomed);

        Assert.IsType<ActorUnavailableException>(await Outcome(running));
        Assert.All(await Outcomes(queued), error => Assert.IsType<ActorUnavailableException>(error));
        _latch.Open();
    }

    [Fact]
    public async Task KillNode_DuringAConstructor_RebuildsTheActorOrEndsIt()
    {
        var doomed = await AddDoomed(spots: 2);
        var constructing = new Latch();
        var options = new ActorOptions { Resources = { ["spot"] = 1 } };
        var mortal = Recorder.Options(options).Remote(constructing.Number);
        var rebuilt = Recorder.Options(options with { MaxRestarts = 1 }).Remote(constructing.Number);
        var lost = mortal.Append.Remote(1);
        await constructing.Arrivals(2);
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 2, Resources = { ["spot"] = 2 } });

        await Cluster.KillNodeAsync(doomed);
        Assert.IsType<ActorDiedException>(await Outcome(lost));
        await constructing.Arrivals();
        constructing.Open();

        Assert.Equal(refuge.NodeId, await rebuilt.Node.Options(new CallOptions { MaxTaskRetries = -1 }).Remote().AsTask().Within());
        Assert.Equal(ActorState.Dead, Ray.StateOf(mortal));
    }

    [Fact]
    public async Task RemoveNode_WithRunningTasks_LetsThemEndAndTakesNoNewOnes()
    {
        var leaving = await AddDoomed(spots: 2);
        var running = WhereTasks.Tasks.NodeAndBlock.Options(OnASpot with { MaxRetries = 0 }).Remote(_latch.Number);
        await _latch.Arrivals();

        var removal = Cluster.RemoveNodeAsync(leaving);
        var refuge = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 1, Resources = { ["spot"] = 1 } });
        var next = WhereTasks.Tasks.Node.Options(OnASpot).Remote();
        Assert.Equal(refuge.NodeId, await next.AsTask().Within());
        Assert.False(removal.IsCompleted);
        _latch.Open();
        await removal.Within();

        Assert.Equal(leaving.NodeId, await running);
        Assert.False(Ray.Nodes().Single(node => node.NodeId == leaving.NodeId).IsAlive);
    }

    [Fact]
    public async Task RemoveNode_TasksThatDoNotEndInTime_AreLostWithIt()
    {
        var leaving = await AddDoomed();
        var running = Functions.Tasks.Block.Options(LostTask).Remote(_latch.Number);
        await _latch.Arrivals();

        var removal = Cluster.RemoveNodeAsync(leaving);
        Time.Advance(RayOptions.DefaultGracefulShutdownTimeout);
        await removal.Within();

        Assert.IsType<NodeDiedException>(await Outcome(running));
        _latch.Open();
    }

    private static ActorOptions There => new() { Labels = { ["kind"] = "doomed" } };

    private static TaskOptions LostTask => new() { Labels = { ["kind"] = "doomed" }, MaxRetries = 0 };

    private static TaskOptions OnASpot => new() { Resources = { ["spot"] = 1 } };

    private static TaskOptions Once => new() { MaxRetries = 0, NumCpus = 0.01 };

    private static bool AllIsFree() => Ray.AvailableResources().OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .SequenceEqual(Ray.ClusterResources().OrderBy(kind => kind.Key, StringComparer.Ordinal));

    private static ActorHandle<Counter>[] Make(int count) => [.. Enumerable.Range(0, count).Select(_ => Counter.Options(There).Remote(0))];

    private Task<ClusterNode> AddDoomed(double spots = 0) =>
        Cluster.AddNodeAsync(new NodeOptions { NumCpus = 200, Labels = s_there, Resources = { ["spot"] = spots } });
}
