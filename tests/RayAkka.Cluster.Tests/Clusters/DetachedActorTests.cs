using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Detached actors outlive whoever made them and whoever runs their lives: at first a, the head, then b.</summary>
public sealed class DetachedActorTests : ClusterTests
{
    private static readonly CallOptions s_untilAnswered = new() { MaxTaskRetries = -1 };

    private readonly Probe _life = Probe.Create();
    private readonly Probe _gate = Probe.Create();

    [Fact]
    public async Task Create_FromTheDriver_ItsLifeIsRunByTheHead()
    {
        var actor = Station.Options(Detached("b", "d")).Remote(_life);
        Assert.Equal(B.NodeId, await Soon(actor.Node.Remote()));
        var info = Assert.Single(Ray.Actors());
        Assert.Equal((A.NodeId, "d", true, ActorState.Alive), (info.OwnerNodeId, info.Name, info.IsDetached, info.State));
    }

    [Fact]
    public async Task KillNode_TheOwner_TheActorLivesOnWithItsStateNameAndCalls()
    {
        var actor = Station.Options(Detached("b", "d") with { MaxRestarts = 1 }).Remote(_life);
        Assert.Equal(1, await Soon(actor.Note.Remote(1)));
        var running = actor.Hold.Remote(_gate);
        var queued = Enumerable.Range(0, 50).Select(i => actor.Note.Remote(i)).ToArray();
        await _gate.ArrivedAsync();

        await KillAsync(A);

        var found = Ray.GetActor<Station>("d");
        var late = found.Note.Remote(0);
        _gate.Open();
        await Soon(running);
        Assert.Equal(Enumerable.Range(2, 50), await Soon(queued));
        Assert.Equal(52, await Soon(late));
        Assert.Equal(["made"], _life.Notes);
        await Until.TrueAsync(() => Ray.Actors() is [{ State: ActorState.Alive, Restarts: 0 } info] && info.OwnerNodeId != A.NodeId);
    }

    [Fact]
    public async Task KillNode_OneOwnerAfterTheOther_TheActorLivesOn()
    {
        var actor = Station.Options(Detached("c", "d")).Remote(_life);
        Assert.Equal(1, await Soon(actor.Note.Remote(1)));
        await KillAsync(A);
        Assert.Equal(2, await Soon(Ray.GetActor<Station>("d").Note.Remote(1)));
        await Cluster.AddNodeAsync(Place("d"));
        await KillAsync(B);
        Assert.Equal(3, await Soon(Ray.GetActor<Station>("d").Note.Remote(1)));
        Assert.Equal(4, await Soon(actor.Note.Remote(1)));
        Assert.Equal(["made"], _life.Notes);
    }

    [Fact]
    public async Task KillNode_ItsOwnUnderANewOwner_IsRebuiltWithinItsRestarts()
    {
        await Cluster.AddNodeAsync(Place("spot"));
        var actor = Station.Options(Detached("c", "d") with { Resources = new() { ["spot"] = 1 }, MaxRestarts = 1 }).Remote(_life);
        var node = await Soon(actor.Node.Remote());
        await KillAsync(A);
        Assert.Equal(node, await Soon(Ray.GetActor<Station>("d").Node.Remote()));
        var refuge = await Cluster.AddNodeAsync(Place("spot"));

        await Cluster.KillNodeAsync(new(node)).WaitAsync(Limit);

        Assert.Equal(refuge.NodeId, await Soon(actor.Node.Options(s_untilAnswered).Remote()));
        Assert.Equal(["made", "made"], _life.Notes);
        await KillAsync(new(refuge.NodeId));
        var error = Assert.IsType<ActorDiedException>(await Outcome(actor.Node.Options(s_untilAnswered).Remote()));
        Assert.Equal(ActorDeathCause.NodeDied, error.Cause);
    }

    [Fact]
    public async Task KillNode_OwnerAndHomeInOne_IsRebuiltAtTheCostOfOneRestart()
    {
        var seats = new Dictionary<string, double> { ["a"] = 1 };
        var actor = Station.Options(Detached("a", "d") with { Resources = seats, MaxRestarts = 1 }).Remote(_life);
        Assert.Equal(A.NodeId, await Soon(actor.Node.Remote()));
        var refuge = await Cluster.AddNodeAsync(Place("a"));

        await KillAsync(A);

        Assert.Equal(refuge.NodeId, await Soon(actor.Node.Options(s_untilAnswered).Remote()));
        Assert.Equal(refuge.NodeId, await Soon(Ray.GetActor<Station>("d").Node.Remote()));
        Assert.Equal(["made", "made"], _life.Notes);
        Assert.Equal(1, Assert.Single(Ray.Actors(), info => info.Name == "d").Restarts);
    }

    [Fact]
    public async Task KillNode_OwnerAndHomeWithoutRestarts_TheActorDiesAndItsNameIsFree()
    {
        var actor = Station.Options(Detached("a", "d")).Remote(_life);
        Assert.Equal(A.NodeId, await Soon(actor.Node.Remote()));

        await KillAsync(A);

        var error = Assert.IsType<ActorDiedException>(await Outcome(actor.Node.Options(s_untilAnswered).Remote()));
        Assert.Equal(ActorDeathCause.NodeDied, error.Cause);
        await Until.TrueAsync(() => Ray.ListNamedActors().Count == 0);
    }

    [Fact]
    public async Task KillNode_TheOwnerWhileTheActorExits_ItStaysDead()
    {
        var exiter = Exiter.Options(Detached("b", "d") with { MaxRestarts = -1 }).Remote();
        var exit = exiter.ExitAsync.Remote(_gate);
        await _gate.ArrivedAsync();
        var killing = KillAsync(A);
        _gate.Open();
        await killing;
        Assert.Equal(ActorDeathCause.Exited, Assert.IsType<ActorDiedException>(await Outcome(exit)).Cause);
        await Until.TrueAsync(() => Ray.ListNamedActors().Count == 0);
    }

    [Fact]
    public async Task Kill_WhileTheOwnerIsGone_EndsTheActorUnderItsNextOwner()
    {
        var actor = Station.Options(Detached("b", "d") with { MaxRestarts = -1 }).Remote(_life);
        await Soon(actor.Node.Remote());
        var killing = KillAsync(A);
        Ray.Kill(actor);
        await killing;
        await Until.TrueAsync(() => Ray.ListNamedActors().Count == 0, "The name of the killed actor is not free.");
        await Until.TrueAsync(() => MemberOf(B).Runtime.OwnHost!.CellCount == 0, "The killed actor lives on.");
    }

    [Fact]
    public async Task Watch_AcrossTheOwnersDeath_GoesOn()
    {
        var actor = Station.Options(Detached("b", "d") with { MaxRestarts = 1 }).Remote(_life);
        await Soon(actor.Node.Remote());
        var seen = new List<string>();
        var watching = Task.Run(async () =>
        {
            await foreach (var state in Ray.WatchAsync(actor))
                seen.Add($"{state.State} {state.Restarts} {state.Cause}");
        });
        await KillAsync(A);
        Assert.Equal(B.NodeId, await Soon(actor.Node.Remote()));
        await Until.TrueAsync(() => Ray.Actors().Any(info => info is { Name: "d", State: ActorState.Alive } && info.OwnerNodeId != A.NodeId));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(B.NodeId, await Soon(actor.Node.Options(s_untilAnswered).Remote()));
        Ray.Kill(actor);
        await watching.WaitAsync(Limit);
        Assert.Equal(["Alive 0 ", "Restarting 1 Killed", "Alive 1 ", "Dead 1 Killed"], seen);
    }

    [Fact]
    public async Task RemoveNode_TheOwner_TheActorLivesOn()
    {
        var actor = Station.Options(Detached("b", "d")).Remote(_life);
        Assert.Equal(1, await Soon(actor.Note.Remote(1)));
        await Cluster.RemoveNodeAsync(A).WaitAsync(Limit);
        Assert.Equal(2, await Soon(Ray.GetActor<Station>("d").Note.Remote(1)));
        Assert.Equal(["made"], _life.Notes);
    }

    [Fact]
    public async Task Create_ByAnActorThatDies_TheActorLivesOn()
    {
        var maker = Maker.Options(On("c")).Remote();
        await Soon(maker.MakeNamed.Remote("d", ActorLifetime.Detached));
        await KillAsync(C);
        Assert.Equal(9, await Soon(Ray.GetActor<Counter>("d").Value.Remote()));
    }

    [Fact]
    public async Task Create_ArgumentThatIsNotThere_WaitsForIt()
    {
        var argument = Work.Tasks.Hold.Options(TaskOn("c")).Remote(_gate, 7);
        var actor = Counter.Options(Detached("b", "d")).Remote(argument);
        var value = actor.Value.Remote();
        await _gate.ArrivedAsync();
        await Until.TrueAsync(() => Ray.StateOf(actor) == ActorState.DependenciesUnready);
        Assert.NotNull(Ray.GetActor<Counter>("d"));
        _gate.Open();
        Assert.Equal(7, await Soon(value));
        var broken = Counter.Options(Detached("b", "e")).Remote(Work.Tasks.Fail.Remote("no"));
        Assert.Equal(ActorDeathCause.DependencyFailed, Assert.IsType<ActorDiedException>(await Outcome(broken.Value.Remote())).Cause);
    }

    [Fact]
    public async Task Create_HandleAmongTheArguments_StaysAliveWithTheCreator()
    {
        var friend = Counter.Remote(4);
        var keeper = CounterUser.Options(Detached("b", "d")).Remote(friend);
        Assert.Equal(5, await Soon(keeper.Use.Remote()));
    }

    [Fact]
    public async Task Create_TheNameIsTaken_ThrowsOrFindsTheHolder()
    {
        var first = Station.Options(Detached("b", "d")).Remote(_life);
        var error = Assert.Throws<ArgumentException>(() => Station.Options(Detached("c", "d")).Remote(_life));
        Assert.Contains("already taken", error.Message, StringComparison.Ordinal);
        var same = Station.Options(Detached("c", "d") with { GetIfExists = true }).Remote(_life);
        Assert.Equal(first, same);
        Assert.Equal(B.NodeId, await Soon(same.Node.Remote()));
        Assert.Equal(["made"], _life.Notes);
    }

    private static ActorOptions Detached(string place, string name) => On(place) with { Name = name, Lifetime = ActorLifetime.Detached };
}
