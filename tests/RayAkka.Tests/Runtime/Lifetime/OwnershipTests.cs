using System.Runtime.CompilerServices;
using RayAkka.Actors;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Lifetime;

public sealed class OwnershipTests : RayTest
{
    [Fact]
    public async Task Owner_Killed_TakesTheActorsThatItCreatedAlong()
    {
        var owner = Keeper.Remote();
        var owned = await owner.Create.Remote(1, detached: false);
        Assert.Equal(2, await owned.Increment.Remote());

        Ray.Kill(owner);

        await owned.Record.Ended.Within();
        var error = await Assert.ThrowsAsync<ActorDiedException>(async () => await owned.Increment.Remote());
        Assert.Contains("its owner has died", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_KilledWhileItsMethodRuns_TakesWhatThatCreatesLaterAlong()
    {
        var (latch, done) = (new Latch(), new Latch());
        var owner = Keeper.Remote();
        _ = owner.CreateLate.Remote(latch.Number, "late", done.Number);
        await latch.Arrivals();

        Ray.Kill(owner);
        latch.Open();
        await done.Arrivals();

        await Eventually.Holds(() => Ray.ListNamedActors().Count == 0, "the late actor has ended");
    }

    [Fact]
    public async Task Owner_Exiting_TakesTheActorsThatItCreatedAlong()
    {
        var owner = Keeper.Remote();
        var owned = await owner.Create.Remote(1, detached: false);

        await Assert.ThrowsAsync<ActorDiedException>(async () => await owner.Exit.Remote());

        await owned.Record.Ended.Within();
    }

    [Fact]
    public async Task Owner_Killed_LeavesDetachedActors()
    {
        var owner = Keeper.Remote();
        var detached = await owner.Create.Remote(1, detached: true);

        Ray.Kill(owner);
        await owner.Record.Ended.Within();

        Assert.Equal(2, await detached.Increment.Remote());
        Ray.Kill(detached);
    }

    [Fact]
    public async Task Task_Ended_LeavesTheActorThatItCreated()
    {
        var counter = await Functions.Tasks.MakeCounter.Remote(1);
        await Eventually.Collect();

        Assert.Equal(2, await counter.Increment.Remote());
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task Task_ItsCreatedActorsHandleDropped_LetsTheActorEnd()
    {
        var record = CreateInTask();

        await Eventually.Collected(() => record.Ended.IsCompleted, "the actor that the task created ends");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ActorRecord CreateInTask()
    {
        var counter = Ray.Get(Functions.Tasks.MakeCounter.Remote(1));
        Ray.Get(counter.Increment.Remote());
        return counter.Record;
    }
}
