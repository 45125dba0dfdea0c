using RayAkka.Actors;
using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>A mailbox limit counts the calls of all processes together. The actor is on c, the driver owns it; how full it was is seen on c.</summary>
public sealed class MailboxRoomTests : ClusterTests
{
    private readonly Probe _life = Probe.Create();
    private readonly Probe _gate = Probe.Create();
    private readonly Probe _filled = Probe.Create();

    [Fact]
    public async Task RemoteAsync_ProducersOfThreeProcesses_FillItToItsCapacityAndNoFurther()
    {
        const int Capacity = 5;
        var station = Make(Capacity);
        var (held, callers) = await HoldAsync(station);
        ObjectRef<int>[] elsewhere = [.. Producers(station, "a", 3, 30), .. Producers(station, "b", 3, 30)];
        var here = Flood.PourHere(station, 0, 100);

        await Until.TrueAsync(() => callers.Highest == Capacity);
        _gate.Open();

        Assert.Equal(Enumerable.Repeat(4 * 30, 6), await Soon(elsewhere));
        Assert.Equal(100, await here.WaitAsync(Limit));
        await Soon(held);
        Assert.Equal((6 * 4 * 30) + 100, (await Soon(station.Notes.Remote())).Length);
        Assert.Equal(Capacity, callers.Highest);
        Assert.Equal(Capacity, station.Record.Admission!.Highest);
    }

    [Fact]
    public async Task RemoteAsync_RoomForOne_EveryProcessGetsItsTurn()
    {
        var station = Make(1);
        var (held, callers) = await HoldAsync(station);
        ObjectRef<int>[] elsewhere = [.. Producers(station, "a", 1, 25), .. Producers(station, "b", 1, 25)];
        var here = Flood.PourHere(station, 0, 25);
        _gate.Open();

        Assert.Equal(Enumerable.Repeat(100, 2), await Soon(elsewhere));
        Assert.Equal(25, await here.WaitAsync(Limit));
        await Soon(held);
        Assert.Equal(1, callers.Highest);
    }

    [Fact]
    public async Task Remote_FromAnotherProcess_IsHeldBackUntilItIsKnownThatThereIsNoRoom_ThenThrows()
    {
        const int Capacity = 4;
        var station = Make(Capacity);
        var (held, callers) = await HoldAsync(station);
        var fill = Flood.Tasks.Fill.Options(TaskOn("a")).Remote(station, _filled);
        await Until.TrueAsync(() => callers.Highest == Capacity);
        var here = Flood.Fill(station, _filled);
        await _filled.ArrivedAsync(2);
        _gate.Open();

        var (taken, refusal) = await Soon(fill);
        Assert.InRange(taken, Capacity - 1, Capacity);
        Assert.Contains("RemoteAsync", refusal, StringComparison.Ordinal);
        Assert.InRange((await here.WaitAsync(Limit)).Taken, 0, Capacity - 1);
        await Soon(held);
        Assert.Equal(Capacity, callers.Highest);
    }

    [Fact]
    public async Task Remote_WhileAnotherProcessKeepsUnusedRoom_GetsIt()
    {
        const int Capacity = 4;
        var station = Make(Capacity);
        Assert.Equal(40, await Soon(Producers(station, "a", 1, 10)[0]));

        var held = station.Hold.Remote(_gate);
        var calls = Enumerable.Range(0, Capacity - 1).Select(i => station.Note.Remote(i)).ToArray();
        Assert.Throws<PendingCallsLimitExceededException>(() => station.Note.Remote(0));
        await _gate.ArrivedAsync();
        _gate.Open();

        await Soon(held);
        Assert.Equal(Enumerable.Range(41, 3), await Soon(calls));
        Assert.Equal(Capacity, (await CallersOf(station)).Highest);
    }

    [Fact]
    public async Task KillNode_OfACallerWhoseCallsAreOpen_TheOthersGetItsRoomWhenThoseHaveEnded()
    {
        const int Capacity = 4;
        var station = Make(Capacity);
        var (held, callers) = await HoldAsync(station);
        var lost = Producers(station, "a", 1, 25)[0];
        await Until.TrueAsync(() => callers.Highest == Capacity);

        await KillAsync(A);
        var fill = Flood.Tasks.Fill.Options(TaskOn("b")).Remote(station, _filled);
        await _filled.ArrivedAsync();
        var elsewhere = Producers(station, "b", 1, 25)[0];
        var here = Flood.PourHere(station, 0, 25);
        _gate.Open();

        await Soon(held);
        Assert.InRange((await Soon(fill)).Taken, 1, Capacity);
        Assert.Equal(100, await Soon(elsewhere));
        Assert.Equal(25, await here.WaitAsync(Limit));
        Assert.NotNull(await Outcome(lost));
        Assert.Equal(Capacity, callers.Highest);
        await ExpectAllRoomAsync(station, Capacity);
    }

    [Fact]
    public async Task Kill_WithRestartsAndRetries_EveryCallIsAnsweredAndNoRoomIsLost()
    {
        const int Capacity = 3;
        var station = Station.Options(On("c") with { MailboxCapacity = Capacity, MaxRestarts = -1, MaxTaskRetries = -1 }).Remote(_life);
        ObjectRef<int>[] elsewhere = [.. Producers(station, "a", 2, 50), .. Producers(station, "b", 2, 50)];
        var here = Flood.PourHere(station, 0, 50);
        for (var kills = 1; kills <= 3; kills++)
        {
            var callers = await CallersOf(station);
            await Until.TrueAsync(() => callers.Highest == Capacity || elsewhere.All(static ended => ended.AsTask().IsCompleted));
            Ray.Kill(station, noRestart: false);
            await Until.TrueAsync(() => _life.Notes.Count > kills);
            Assert.InRange(callers.Highest, 0, Capacity);
        }

        Assert.Equal(Enumerable.Repeat(200, 4), await Soon(elsewhere));
        Assert.Equal(50, await here.WaitAsync(Limit));
        Assert.Equal(Capacity, station.Record.Admission!.Highest);
        await ExpectAllRoomAsync(station, Capacity);
    }

    [Fact]
    public async Task KillNode_TheOwnerOfADetachedActor_TheNextOneKnowsWhatIsOpen()
    {
        const int Capacity = 4;
        var station = Station.Options(On("c") with { Name = "d", Lifetime = ActorLifetime.Detached, MailboxCapacity = Capacity }).Remote(_life);
        var (held, callers) = await HoldAsync(station);
        var lost = Producers(station, "a", 1, 25)[0];
        var elsewhere = Producers(station, "b", 1, 25)[0];
        var here = Flood.PourHere(station, 0, 25);
        await Until.TrueAsync(() => callers.Highest == Capacity);

        await KillAsync(A);
        await Until.TrueAsync(() => Ray.Actors() is [{ State: ActorState.Alive } info] && info.OwnerNodeId != A.NodeId);
        _gate.Open();

        await Soon(held);
        Assert.NotNull(await Outcome(lost));
        Assert.Equal(100, await Soon(elsewhere));
        Assert.Equal(25, await here.WaitAsync(Limit));
        Assert.Equal(Capacity, callers.Highest);
        await ExpectAllRoomAsync(station, Capacity);
    }

    private ActorHandle<Station> Make(int capacity) => Station.Options(On("c") with { MailboxCapacity = capacity }).Remote(_life);

    private async Task<(ObjectRef<int> Held, MailboxCallers Callers)> HoldAsync(ActorHandle<Station> station)
    {
        var held = station.Hold.Remote(_gate);
        await _gate.ArrivedAsync();
        return (held, Assert.Single(MemberOf(C).Runtime.OwnHost!.Cells).Callers!);
    }

    private async Task<MailboxCallers> CallersOf(ActorHandle<Station> station)
    {
        ActorCell? cell = null;
        await Until.TrueAsync(() => (cell = MemberOf(C).Runtime.OwnHost!.FindCell(station.Record.Id)) is not null);
        return cell!.Callers!;
    }

    // Idle credit of others is wanted back for it.
    private static async Task ExpectAllRoomAsync(ActorHandle<Station> station, int capacity)
    {
        var gate = Probe.Create();
        var held = await station.Hold.RemoteAsync(gate);
        await gate.ArrivedAsync();
        var calls = Enumerable.Range(1, capacity - 1).Select(i => station.Note.Remote(i)).ToArray();
        Assert.Throws<PendingCallsLimitExceededException>(() => station.Note.Remote(0));
        gate.Open();
        await Soon(held);
        await Soon(calls);
    }

    private static ObjectRef<int>[] Producers(ActorHandle<Station> station, string place, int tasks, int calls) =>
        [.. Enumerable.Range(0, tasks).Select(_ => Flood.Tasks.Pour.Options(TaskOn(place)).Remote(station, 4, calls))];
}
