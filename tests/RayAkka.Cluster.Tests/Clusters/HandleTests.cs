using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Handles that go from node to node: a made actor on b is owned by a, and handed by the driver to c.</summary>
public sealed class HandleTests : ClusterTests
{
    private const int Many = 300;

    private readonly Probe _life = Probe.Create();
    private readonly Probe _made = Probe.Create();

    [Fact]
    public async Task Remote_ActorOfAnotherNodeGivenToAThird_RunsCallsInOrder()
    {
        var maker = Station.Options(On("a")).Remote(_life);
        var target = await Soon(maker.Make.Remote("b", _made));
        var caller = Station.Options(On("c")).Remote(_life);
        await Soon(caller.Befriend.Remote(target));

        var notes = caller.NoteAtFriend.Remote(0, Many);
        var own = Enumerable.Range(0, Many).Select(i => target.Note.Remote(10_000 + i)).ToArray();
        await Soon(notes);
        await Soon(own);

        Assert.Equal(B.NodeId, await Soon(target.Node.Remote()));
        var all = await Soon(target.Notes.Remote());
        Assert.Equal(Enumerable.Range(0, Many), all.Where(note => note < 10_000));
        Assert.Equal(Enumerable.Range(10_000, Many), all.Where(note => note >= 10_000));
    }

    [Fact]
    public async Task Remote_ManyCallersOfAllKindsOnThreeNodes_KeepTheOrderOfEach()
    {
        var target = Sequencer.Options(On("b")).Remote();
        var drivers = Enumerable.Range(0, 12)
            .Select(caller => Callers.Tasks.Drive.Options(TaskOn("abc"[caller % 3].ToString())).Remote(target, caller, Many)).ToArray();

        Assert.All(await Soon(drivers), calls => Assert.Equal(Many, calls));
        for (var caller = 0; caller < drivers.Length; caller++)
        {
            Assert.Equal((Many, 0), await Soon(target.Report.Remote(caller)));
        }
    }

    [Fact]
    public async Task DisposeAsync_OfTheDriversHandle_EndsTheActorOnlyWhenTheBorrowerLetsGoToo()
    {
        var maker = Station.Options(On("a")).Remote(_life);
        var caller = Station.Options(On("c")).Remote(_life);
        await using (var target = await Soon(maker.Make.Remote("b", _made)))
        {
            await Soon(caller.Befriend.Remote(target));
        }

        Assert.Equal(B.NodeId, await Soon(caller.NodeOfFriend.Remote()));
        Assert.Equal(0, _made.Arrivals);

        await Soon(caller.Part.Remote());

        await EndsWhenCollected();
    }

    [Fact]
    public async Task GivenUp_OwnerHasAnsweredBeforeAnybodyWaits_Completes()
    {
        var maker = Station.Options(On("a")).Remote(_life);
        var caller = Station.Options(On("c")).Remote(_life);
        var target = await Soon(maker.Make.Remote("b", _made));
        await Soon(caller.Befriend.Remote(target));

        target.Lease!.Release();
        for (var i = 0; i < 50; i++)
        {
            // The owner's answer comes before one of these.
            await Soon(maker.Id.Remote());
        }

        await target.Record.GivenUp.WaitAsync(Limit);
        await target.Record.GivenUp.WaitAsync(Limit);
    }

    [Fact]
    public async Task Collect_AllHandles_EndsTheActor()
    {
        var maker = Station.Options(On("a")).Remote(_life);
        var caller = Station.Options(On("c")).Remote(_life);
        await LendAndForget(maker, caller);
        Assert.Equal(B.NodeId, await Soon(caller.NodeOfFriend.Remote()));
        Assert.Equal(0, _made.Arrivals);

        await Soon(caller.Part.Remote());

        await EndsWhenCollected();
    }

    [Fact]
    public async Task Kill_ByABorrower_EndsTheActorForAll()
    {
        var maker = Station.Options(On("a")).Remote(_life);
        var target = await Soon(maker.Make.Remote("b", _made));
        var caller = Station.Options(On("c")).Remote(_life);
        await Soon(caller.Befriend.Remote(target));
        var gate = Probe.Create();
        var running = target.Hold.Remote(gate);
        await gate.ArrivedAsync();

        await Soon(caller.KillFriend.Remote());

        Assert.IsType<ActorDiedException>(await Outcome(running));
        Assert.IsType<ActorDiedException>(await Outcome(target.Note.Remote(1)));
        Assert.Equal(ActorState.Dead, Ray.StateOf(target));
        gate.Open();
    }

    [Fact]
    public async Task GetActor_OnEveryNode_FindsTheSameActor()
    {
        var counter = Counter.Options(On("b") with { Name = "shared" }).Remote(0);

        var values = await Soon(Enumerable.Range(0, 9).Select(i => HandleWork.Tasks.IncrementNamed.Options(TaskOn("abc"[i % 3].ToString())).Remote("shared")));

        Assert.Equal(Enumerable.Range(1, 9), values.Order());
        Assert.Equal(9, await Soon(counter.Value.Remote()));
        Assert.Equal(["shared"], Ray.ListNamedActors());
    }

    [Fact]
    public async Task GetIfExists_ByAHundredCreatorsOnThreeNodes_RunsOneConstructor()
    {
        var creators = Enumerable.Range(0, 100)
            .Select(i => Creators.Tasks.GetOrCreate.Options(TaskOn("abc"[i % 3].ToString()) with { NumCpus = 0.05 }).Remote("one", _made)).ToArray();

        var ids = await Soon(creators);

        Assert.Single(ids.Distinct());
        Assert.Equal(["made"], _made.Notes);
        Ray.Kill(Ray.GetActor<Station>("one"));
        await Until.TrueAsync(() => Ray.ListNamedActors().Count == 0);
    }

    private async Task EndsWhenCollected()
    {
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return _made.Arrivals == 1;
        });
        await Until.TrueAsync(() => Engine.Members[B.NodeId].Runtime.OwnHost!.CellCount == 0);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private async Task LendAndForget(ActorHandle<Station> maker, ActorHandle<Station> caller) =>
        await Soon(caller.Befriend.Remote(await Soon(maker.Make.Remote("b", _made))));
}
