using Akka.Actor;
using RayAkka.Cluster.Sharding;
using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>The node that keeps the books, and Akka's coordinator, is gone: it is a, the oldest.</summary>
public sealed class HeadDeathTests : ClusterTests
{
    private const int Asked = 60;
    private const int Askers = 4;

    private readonly Probe _life = Probe.Create();

    protected override IReadOnlyList<NodeOptions> Layout => [Seats("a"), Seats("b"), Seats("c")];

    [Fact]
    public async Task KillNode_TheHeadUnderLoad_GivesNothingTwiceAndLosesNothing()
    {
        var named = Enumerable.Range(0, 20).Select(i => Counter.Options(On("bc"[i % 2].ToString()) with { Name = $"name-{i:00}" }).Remote(i)).ToArray();
        await Soon(named.Select(actor => actor.Value.Remote()));
        var started = Probe.Create();
        var askers = Enumerable.Range(0, Askers).Select(i => Load.Tasks.Ask.Options(TaskOn("bc"[i % 2].ToString())).Remote(Asked, started, _life)).ToArray();
        var own = Enumerable.Range(0, Asked).Select(i => Load.Tasks.UseGpu.Remote(i)).ToArray();
        await started.ArrivedAsync(Askers);
        await Until.TrueAsync(() => Journal.Beginnings >= 60);

        await KillAsync(A);
        var late = Enumerable.Range(20, 20).Select(i => Counter.Options(new() { Name = $"name-{i:00}" }).Remote(i)).ToArray();

        Assert.All(await Soon(askers), right => Assert.Equal(Asked + (Asked / 10), right));
        Assert.Equal(Enumerable.Range(0, Asked), await Soon(own));
        Assert.Equal(Enumerable.Range(20, 20), await Soon(late.Select(actor => actor.Value.Remote())));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"name-{i:00}"), Ray.ListNamedActors().Order(StringComparer.Ordinal));
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(i, await Soon(Ray.GetActor<Counter>($"name-{i:00}").Value.Remote()));
        }

        Assert.NotEqual(A.NodeId, MemberOf(B).Runtime.Head);
        await Until.TrueAsync(() => Ray.AvailableResources()["GPU"] == 8, "Not all GPUs of the living nodes are free again.");
        await Until.TrueAsync(() => Ray.AvailableResources()["seat"] == 40, "Not all seats of the living nodes are free again.");
    }

    [Fact]
    public async Task Stop_BooksAndCoordinators_WarmCallsGoOnAndPlacementsWait()
    {
        var target = Station.Options(On("b")).Remote(_life);
        var caller = Station.Options(On("c")).Remote(_life);
        await Soon(caller.Befriend.Remote(target));
        await Soon(target.Note.Remote(0));
        await Soon(caller.NoteAtFriend.Remote(0, 1));
        var system = MemberOf(A).Engine.Node.System;
        await StopAsync(system, $"/system/sharding/{Regions.Actors}Coordinator");
        await StopAsync(system, "/user/rayakka-books");
        await Until.TrueAsync(() => MemberOf(B).Runtime.Head == default && MemberOf(C).Runtime.Head == default);

        var calls = Enumerable.Range(0, 1000).Select(i => target.Note.Remote(i)).ToArray();
        await Soon(caller.NoteAtFriend.Remote(0, 1000));
        await Soon(calls);
        var late = Freight.Tasks.Node.Options(TaskOn("c")).Remote();
        await Soon(caller.NoteAtFriend.Remote(0, 100));
        Assert.False(late.IsCompleted);

        await KillAsync(A);

        Assert.Equal(C.NodeId, await Soon(late));
    }

    [Fact]
    public async Task AddNode_AfterOneHeadAndTheNextHaveDied_JoinsAndHosts()
    {
        await KillAsync(A);
        var fourth = await Cluster.AddNodeAsync(Place("d"));
        Assert.Equal(fourth.NodeId, await Soon(Station.Options(On("d")).Remote(_life).Node.Remote()));

        await KillAsync(B);
        var fifth = await Cluster.AddNodeAsync(Place("e"));

        var actors = Enumerable.Range(0, 20).Select(_ => Station.Options(On("e")).Remote(_life)).ToArray();
        Assert.All(await Soon(actors.Select(actor => actor.Node.Remote())), node => Assert.Equal(fifth.NodeId, node));
    }

    [Fact]
    public async Task RemoveNode_TheHead_HandsTheBooksOver()
    {
        var actor = Counter.Options(On("b") with { Name = "stays" }).Remote(7);
        Assert.Equal(7, await Soon(actor.Value.Remote()));

        await Cluster.RemoveNodeAsync(A).WaitAsync(Limit);

        Assert.Equal(C.NodeId, await Soon(Freight.Tasks.Node.Options(TaskOn("c")).Remote()));
        Assert.Equal(7, await Soon(Ray.GetActor<Counter>("stays").Value.Remote()));
    }

    private static async Task StopAsync(ActorSystem system, string path)
    {
        var actor = await system.ActorSelection(path).ResolveOne(TimeSpan.FromSeconds(10));
        await actor.GracefulStop(TimeSpan.FromSeconds(10));
    }

    private static NodeOptions Seats(string name) => Place(name, gpus: 4) with { Resources = new() { [name] = 100, ["seat"] = 20 } };
}
