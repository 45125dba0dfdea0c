using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Three nodes with four GPUs each.</summary>
public sealed class GpuTests : ClusterTests
{
    private readonly Probe _life = Probe.Create();

    protected override IReadOnlyList<NodeOptions> Layout => [Place("a", gpus: 4), Place("b", gpus: 4), Place("c", gpus: 4)];

    [Fact]
    public async Task Remote_ThirteenOneGpuActors_TwelveHoldAGpuEachAndTheLastWaitsForOne()
    {
        var actors = Enumerable.Range(0, 12).Select(_ => Make()).ToArray();

        var places = await Soon(actors.Select(actor => actor.Place.Remote()));

        Assert.Equal(12, places.Distinct().Count());
        Assert.Equal(3, places.Select(place => place.Split('/')[0]).Distinct().Count());
        Assert.All(places, place => Assert.Matches("/[0-3]$", place));

        var last = Make();
        var placeOfLast = last.Place.Remote();

        // The question is answered behind the request: if the request had been granted, less than nothing would be free.
        Assert.Equal(0, Ray.AvailableResources()["GPU"]);
        Assert.Equal(12, Journal.Beginnings);
        Assert.Equal(ActorState.PendingCreation, Ray.StateOf(last));
        Assert.False(placeOfLast.IsCompleted);

        Ray.Kill(actors[7]);

        Assert.Equal(places[7], await Soon(placeOfLast));
    }

    [Fact]
    public async Task KillNode_WithGpuActorsThatMayRestart_TheyGetGpusOfTheOthers()
    {
        var actors = Enumerable.Range(0, 6).Select(_ => Make(restarts: 1)).ToArray();
        await Soon(actors.Select(actor => actor.Place.Remote()));

        await KillAsync(B);

        var places = await Soon(actors.Select(actor => actor.Place.Options(new CallOptions { MaxTaskRetries = -1 }).Remote()));
        Assert.Equal(6, places.Distinct().Count());
        Assert.DoesNotContain(places, place => place.StartsWith(B.NodeId.ToString(), StringComparison.Ordinal));
    }

    private ActorHandle<Station> Make(int restarts = 0) => Station.Options(new() { NumGpus = 1, MaxRestarts = restarts }).Remote(_life);
}
