using System.Runtime.CompilerServices;
using RayAkka.Actors;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Lifetime;

public sealed class LastHandleTests : RayTest
{
    [Fact]
    public async Task LastHandle_Dropped_EndsTheActor()
    {
        var (record, result) = CreateAndCall();

        Assert.Equal(6, await result);
        await Ended(record);
    }

    [Fact]
    public async Task LastHandle_DroppedWhileCallsAreQueued_EndsBehindThem()
    {
        var latch = new Latch();
        var (record, blocked, queued) = CreateAndQueue(latch);
        await latch.Arrivals();
        await Eventually.Collect();
        Assert.Equal(ActorState.Alive, record.State);

        latch.Open();

        Assert.Equal(1, await blocked);
        Assert.Equal(Enumerable.Range(2, 100), await Ray.GetAsync(queued));
        await Ended(record);
    }

    [Fact]
    public async Task Handle_InAPendingCallsArgument_KeepsTheActor()
    {
        var latch = new Latch();
        var keeper = Keeper.Remote();
        var by = Functions.Tasks.Block.Remote(latch.Number);
        var (record, result) = PassToPendingCall(keeper, by);
        await Eventually.Collect();
        Assert.NotEqual(ActorState.Dead, record.State);

        latch.Open();

        Assert.Equal(latch.Number, await result);
        await Ended(record);
        GC.KeepAlive(keeper);
    }

    [Fact]
    public async Task Handle_InAPendingTasksArgument_KeepsTheActor()
    {
        var latch = new Latch();
        var by = Functions.Tasks.Block.Remote(latch.Number);
        var (record, result) = PassToPendingTask(by);
        await Eventually.Collect();
        Assert.NotEqual(ActorState.Dead, record.State);

        latch.Open();

        Assert.Equal(latch.Number, await result);
        await Ended(record);
    }

    [Fact]
    public async Task Handle_InAStoredObject_KeepsTheActorUntilTheRefIsGone()
    {
        var (record, box) = Store();
        await Eventually.Collect();

        Assert.Equal(ActorState.Alive, record.State);
        Assert.Equal(3, await UseStored(box[0]!));
        box[0] = null;
        await Ended(record);
    }

    [Fact]
    public async Task Handle_InAnotherActorsState_KeepsTheActorUntilItIsDropped()
    {
        var keeper = Keeper.Remote();
        var record = GiveTo(keeper);
        await keeper.Drop.Remote();
        await Ended(record);

        record = GiveTo(keeper);
        await Eventually.Collect();
        Assert.NotEqual(ActorState.Dead, record.State);
        Ray.Kill(keeper);
        await Ended(record);
    }

    [Fact]
    public async Task GetActor_Weak_DoesNotKeepTheActor()
    {
        var (record, _) = CreateAndCall("weak");
        var weak = Ray.GetActor<Counter>("weak");

        await Ended(record);

        Assert.Equal(ActorState.Dead, Ray.StateOf(weak));
        Assert.Empty(Ray.ListNamedActors());
        await Assert.ThrowsAsync<ActorDiedException>(async () => await weak.Increment.Remote());
    }

    [Fact]
    public async Task GetActor_Strong_KeepsTheActor()
    {
        var (record, first) = CreateAndCall("strong");
        var strong = Ray.GetActor<Counter>("strong", strong: true);
        Assert.Equal(6, await first);
        await Eventually.Collect();

        Assert.Equal(7, await strong.Increment.Remote());
        Assert.Equal(ActorState.Alive, record.State);
        GC.KeepAlive(strong);
    }

    [Fact]
    public async Task GetActor_StrongWhileTheOldLeaseWaitsForItsFinalizer_KeepsTheActor()
    {
        using var finalizers = FinalizerBlock.Start();
        var (record, first) = CreateAndCall("reborn");
        var lease = LeaseOf(record);
        Assert.Equal(6, await first);
        GC.Collect();
        Assert.False(lease.IsAlive);

        var strong = Ray.GetActor<Counter>("reborn", strong: true);
        finalizers.End();
        await Eventually.Collect();

        Assert.Equal(7, await strong.Increment.Remote());
        GC.KeepAlive(strong);
    }

    [Fact]
    public async Task Handle_OfADetachedActor_DroppedDoesNotEndIt()
    {
        var record = CreateDetached();
        await Eventually.Collect();

        Assert.Equal(1, await Ray.GetActor<Counter>("detached").Increment.Remote());
        Assert.Equal(ActorState.Alive, record.State);
    }

    [Fact]
    public async Task HandleCycle_NoHandleOutside_LivesUntilKilled()
    {
        var record = CreateCycle();
        await Eventually.Collect();
        Assert.Equal(ActorState.Alive, record.State);

        Ray.Kill(Ray.GetActor<Keeper>("cycle"));

        await record.Ended.Within();
    }

    private static Task Ended(ActorRecord record) => Eventually.Collected(() => record.Ended.IsCompleted, $"{record.Spec.ClassName} ends");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ActorRecord Record, ObjectRef<int> Result) CreateAndCall(string? name = null)
    {
        var counter = Counter.Options(new ActorOptions { Name = name }).Remote(5);
        return (counter.Record, counter.Increment.Remote());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ActorRecord Record, ObjectRef<int> Blocked, ObjectRef<int>[] Queued) CreateAndQueue(Latch latch)
    {
        var counter = Counter.Remote(0);
        return (counter.Record, counter.Block.Remote(latch.Number), [.. Enumerable.Range(0, 100).Select(_ => counter.Increment.Remote())]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ActorRecord Record, ObjectRef<int> Result) PassToPendingCall(ActorHandle<Keeper> keeper, ObjectRef<int> by)
    {
        var counter = Counter.Remote(0);
        return (counter.Record, keeper.Use.Remote(counter, by));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ActorRecord Record, ObjectRef<int> Result) PassToPendingTask(ObjectRef<int> by)
    {
        var counter = Counter.Remote(0);
        return (counter.Record, Functions.Tasks.UseCounter.Remote(counter, by));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ActorRecord Record, ObjectRef<List<ActorHandle<Counter>>>?[] Box) Store()
    {
        var counter = Counter.Remote(0);
        Ray.Get(counter.Increment.Remote());
        return (counter.Record, [Ray.Put(new List<ActorHandle<Counter>> { counter })]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ObjectRef<int> UseStored(ObjectRef<List<ActorHandle<Counter>>> stored) => Ray.Get(stored)[0].Increment.Remote(2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ActorRecord GiveTo(ActorHandle<Keeper> keeper)
    {
        var counter = Counter.Remote(0);
        Ray.Get(keeper.Keep.Remote(counter));
        return counter.Record;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ActorRecord CreateDetached() =>
        Counter.Options(new ActorOptions { Name = "detached", Lifetime = ActorLifetime.Detached }).Remote(0).Record;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ActorRecord CreateCycle()
    {
        var one = Keeper.Options(new ActorOptions { Name = "cycle" }).Remote();
        var two = Keeper.Remote();
        Ray.Get([one.Befriend.Remote(two), two.Befriend.Remote(one)]);
        return one.Record;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LeaseOf(ActorRecord record) => new(record.Leases.Acquire(record));
}
