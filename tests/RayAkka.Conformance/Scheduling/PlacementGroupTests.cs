using System.Runtime.CompilerServices;
using RayAkka.Conformance.Samples;

namespace RayAkka.Conformance.Scheduling;

public abstract class PlacementGroupTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { NumGpus = 2, UnschedulableAfter = TimeSpan.FromMinutes(5) };

    private static Bundle Cpu1 => new() { NumCpus = 1 };

    private static Bundle OnSpot => new() { NumCpus = 1, Resources = { ["spot"] = 1 } };

    [Fact]
    public async Task ActorsAndTasks_InBundles_RunWhereTheseLie()
    {
        await AddSpotAsync();
        var group = Ray.PlacementGroup([Cpu1, OnSpot], PlacementStrategy.StrictSpread, name: "both");
        Assert.Equal(group, await Soon(group.Ready()));

        Spot[] seen =
        [
            await Soon(Settler.Options(new() { NumCpus = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 0) }).Remote().Where.Remote()),
            await Soon(Settling.Tasks.Where.Options(In(group, 1)).Remote()),
        ];

        var info = Assert.Single(Ray.PlacementGroups());
        Assert.Equal(("both", PlacementGroupState.Created, PlacementStrategy.StrictSpread), (info.Name, info.State, info.Strategy));
        Assert.Equal(info.Bundles.Select(bundle => bundle.NodeId), seen.Select(spot => (NodeId?)spot.Node));
        Assert.Equal([0, 1], seen.Select(spot => spot.Bundle));
        Assert.All(seen, spot => Assert.Equal(group, spot.Group));
        Assert.NotEqual(seen[0].Node, seen[1].Node);
        Assert.Null((await Soon(Settling.Tasks.Where.Remote())).Group);
        Assert.Null(Ray.RuntimeContext.PlacementGroup);
    }

    [Fact]
    public async Task Ready_OfAGroupWithoutRoom_ComesWithTheNodeThatHasIt()
    {
        var group = Ray.PlacementGroup([OnSpot, OnSpot]);
        Assert.False(group.Wait(TimeSpan.Zero));
        var early = Settling.Tasks.Where.Options(In(group)).Remote();
        var given = Settling.Tasks.Look.Remote(group.Ready());
        var demand = Ray.PendingDemand();
        Assert.Equal(group.ToString(), demand[0].Request);
        Assert.Equal("needs 1 spot; the cluster has 0 (for one bundle)", demand[0].WaitsFor);
        Assert.True(demand[0].IsInfeasible);
        Assert.Equal(2, demand[0].Resources["spot"]);

        var node = await AddSpotAsync();

        Assert.True(await group.WaitAsync(Limit));
        Assert.Equal(node, (await Soon(early)).Node);
        Assert.Equal((group, PlacementGroupState.Created), await Soon(given));
        Assert.Empty(Ray.PendingDemand());
    }

    [Fact]
    public async Task Ready_OfAGroupThatWaits_DroppedOrWaitedForInVain_LeavesNothingBehind()
    {
        var group = Ray.PlacementGroup([OnSpot]);
        var dropped = Dropped(group, 100);
        for (var i = 0; i < 100; i++)
            Assert.False(group.Wait(TimeSpan.Zero));
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            return dropped.Select(reference => reference.Target).OfType<object>().Distinct(ReferenceEqualityComparer.Instance).Count() <= 1;
        });
        await AddSpotAsync();
        Assert.True(await group.WaitAsync(Limit));
    }

    [Fact]
    public async Task Requests_BeyondABundle_WaitThoughTheNodeHasRoom()
    {
        var group = Ray.PlacementGroup([Cpu1]);
        Assert.True(group.Wait(Limit));
        var running = Work.Tasks.Hold.Options(In(group)).Remote(_probe);
        await _probe.ArrivedAsync();
        var waiting = Settling.Tasks.Where.Options(In(group)).Remote();
        await Soon(Work.Tasks.Square.Remote(1));
        await Until.TrueAsync(() => Ray.PendingDemand().Count == 1);
        Assert.Equal($"waits for 1 CPU in {group}; at most 0 is free", Assert.Single(Ray.PendingDemand()).WaitsFor);

        _probe.Open();
        Assert.Equal(0, (await Soon(waiting)).Bundle);
        await Soon(running);
    }

    [Fact]
    public async Task Remove_OfAGroupInUse_EndsWhatUsesItAndGivesItsResourcesBack()
    {
        var group = Ray.PlacementGroup([new() { NumCpus = 2, NumGpus = 2 }]);
        var actor = Settler.Options(new() { NumGpus = 1, NumCpus = 1, MaxRestarts = -1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) }).Remote();
        await Soon(actor.Where.Remote());
        var running = RefWork.Tasks.UntilCancelled.Options(In(group)).Remote(_probe);
        await _probe.ArrivedAsync();
        var waiting = Settling.Tasks.Where.Options(In(group)).Remote();

        group.Remove();
        group.Remove();

        var died = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Where.Remote()));
        Assert.Equal(ActorDeathCause.PlacementGroupRemoved, died.Cause);
        await Assert.ThrowsAsync<WorkerCrashedException>(() => Soon(running));
        await Assert.ThrowsAsync<TaskUnschedulableException>(() => Soon(waiting));
        await _probe.WaitAsync();
        await Assert.ThrowsAsync<TaskUnschedulableException>(() => Soon(Settling.Tasks.Where.Options(In(group)).Remote()));
        Assert.Equal(PlacementGroupState.Removed, group.State);
        await Assert.ThrowsAsync<PlacementGroupRemovedException>(() => Soon(group.Ready()));
        await Until.TrueAsync(() => Ray.AvailableResources()["GPU"] == 2 && FreeCpus() == 4, "Not all of the group's resources are free again.");
        Assert.Empty(Ray.PlacementGroups());
    }

    [Fact]
    public async Task Remove_OfAGroupThatWaits_FailsWhoWaitsForIt()
    {
        var group = Ray.PlacementGroup([OnSpot]);
        var ready = group.Ready();
        var actor = Settler.Options(new() { NumCpus = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) }).Remote();
        group.Remove();
        await Assert.ThrowsAsync<PlacementGroupRemovedException>(() => Soon(ready));
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Where.Remote()));
    }

    [Fact]
    public async Task CaptureChildTasks_TakesTheChildrenButNotTheirs()
    {
        var group = Ray.PlacementGroup([new() { NumCpus = 3 }]);
        var strategy = SchedulingStrategy.PlacementGroup(group, captureChildTasks: true);
        var capturing = Settler.Options(new() { NumCpus = 1, SchedulingStrategy = strategy }).Remote();
        var plain = Settler.Options(new() { NumCpus = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) }).Remote();

        Assert.Equal(group, (await Soon(capturing.WhereIsMyTask.Remote())).Group);
        Assert.Equal(group, (await Soon(capturing.WhereIsMyActor.Remote())).Group);
        Assert.Null((await Soon(capturing.WhereIsMyTaskWithAStrategy.Remote())).Group);
        Assert.Null((await Soon(capturing.WhereIsTheTaskOfMyTask.Remote())).Group);
        Assert.Null((await Soon(plain.WhereIsMyTask.Remote())).Group);
        Assert.Equal(group, (await Soon(Settling.Tasks.WhereIsMyTask.Options(new() { SchedulingStrategy = strategy }).Remote())).Group);
    }

    [Fact]
    public async Task Names_AreUniqueAndFreeAgainBehindTheRemoval()
    {
        var group = Ray.PlacementGroup([Cpu1], name: "train");
        Assert.Equal(group, Ray.GetPlacementGroup("train"));
        var error = Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([Cpu1], name: "train"));
        Assert.Contains(group.Id.ToString(), error.Message, StringComparison.Ordinal);
        Assert.NotEqual(group, Ray.PlacementGroup([Cpu1], name: "train", @namespace: "other"));
        var used = await Soon(Settling.Tasks.WhereInGroup.Remote(Ray.GetPlacementGroup("train"), 0));
        Assert.Equal(("train", 1.0), (used.Group!.Name, Assert.Single(used.Group.Bundles).NumCpus));

        group.Remove();
        Assert.Throws<ArgumentException>(() => Ray.GetPlacementGroup("train"));
        Assert.NotEqual(group, Ray.PlacementGroup([Cpu1], name: "train"));
    }

    [Fact]
    public async Task NodeDies_UnderABundle_TheBundleAndItsActorFindAnotherNode()
    {
        var first = await AddSpotAsync();
        var group = Ray.PlacementGroup([Cpu1, OnSpot], PlacementStrategy.Spread);
        var actor = Settler.Options(new() { NumCpus = 1, MaxRestarts = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 1) }).Remote();
        Assert.Equal(first, (await Soon(actor.Where.Remote())).Node);

        await KillNodeAsync(first);
        await Until.TrueAsync(() => group.State == PlacementGroupState.Rescheduling);
        Assert.Equal(0, (await Soon(Settling.Tasks.Where.Options(In(group, 0)).Remote())).Bundle);
        Assert.False(group.Wait(TimeSpan.Zero));
        var second = await AddSpotAsync();

        Assert.True(await group.WaitAsync(Limit));
        await Until.TrueAsync(() => Ray.StateOf(actor) == ActorState.Alive);
        Assert.Equal(second, (await Soon(actor.Where.Remote())).Node);
    }

    [Fact]
    public void Create_OfWhatCannotBe_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([]));
        Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([new()]));
        Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([new() { NumCpus = -1 }]));
        Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([new() { Resources = { ["bundle"] = 1 } }]));
        Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([new() { Resources = { ["CPU"] = 1 } }]));
        Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([Cpu1], name: " "));
        Assert.Throws<ArgumentException>(() => Ray.PlacementGroup([Cpu1], (PlacementStrategy)9));
    }

    [Fact]
    public void Requests_ThatFitNoBundle_AreRefusedAtTheCall()
    {
        var group = Ray.PlacementGroup([Cpu1, new() { NumGpus = 1 }]);
        Assert.Throws<ArgumentException>(() => SchedulingStrategy.PlacementGroup(group, 2));
        Assert.Throws<ArgumentException>(() => SchedulingStrategy.PlacementGroup(group, -2));
        Assert.Throws<ArgumentException>(() => Settling.Tasks.Where.Options(In(group) with { NumCpus = 2 }).Remote());
        Assert.Throws<ArgumentException>(() => Settling.Tasks.Where.Options(In(group, 1)).Remote());
        var creation = Assert.Throws<ArgumentException>(
            () => Settler.Options(new() { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 1) }).Remote());
        Assert.Contains("1 CPU to be created", creation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GpuIds_InABundle_AreItsOwn()
    {
        var group = Ray.PlacementGroup([new() { NumGpus = 1 }, new() { NumGpus = 1 }]);
        var options = new TaskOptions { NumCpus = 0, NumGpus = 1 };
        var first = await Soon(Settling.Tasks.Where.Options(options with { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 0) }).Remote());
        var second = await Soon(Settling.Tasks.Where.Options(options with { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 1) }).Remote());
        Assert.Equal([0, 1], first.Gpus.Concat(second.Gpus).Order());
        Assert.Equal(Assert.Single(Ray.PlacementGroups()).Bundles.Select(bundle => bundle.GpuIds), [first.Gpus, second.Gpus]);
        Assert.Equal(0, Ray.AvailableResources()["GPU"]);
    }

    private static TaskOptions In(PlacementGroup group, int bundle = -1) => new() { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, bundle) };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Dropped(PlacementGroup group, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new WeakReference(group.Ready()))];

    public sealed class Embedded() : PlacementGroupTests(new EmbeddedTestEngine());

    public sealed class Verified() : PlacementGroupTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : PlacementGroupTests(new LossyTestEngine(output));
}
