using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;
using RayAkka.Testing;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Large items of streams that nobody has fetched when their node dies.</summary>
public sealed class StreamLineageTests : ClusterTests
{
    private const int Count = 4;

    private static readonly TaskOptions s_onSpot = new() { Resources = { ["spot"] = 1 } };

    private readonly Probe _runs = Probe.Create();

    protected override IReadOnlyList<NodeOptions> Layout =>
        [Place("a"), Place("b"), Place("c") with { Resources = new() { ["c"] = 100, ["spot"] = 100 } }];

    [Fact]
    public async Task Read_NodeOfTheItemsDied_EachIsComputedAgain()
    {
        var stream = Ore.Tasks.DigMany.Options(s_onSpot).Remote(_runs, Count, 7);
        Assert.Equal(Count, await Soon(stream.Completed));

        await ReplaceSpotAsync();

        var items = await ItemsAsync(stream);
        Assert.Equal([7, 8, 9, 10], (await Soon(items)).Select(values => values[^1]));
        Assert.Equal(1 + Count, _runs.Arrivals);
    }

    [Fact]
    public async Task Read_ByABorrower_TheOwnerHasItComputedAgain()
    {
        var items = await ItemsAsync(Ore.Tasks.DigMany.Options(s_onSpot).Remote(_runs, Count, 7));
        var argument = Ore.Tasks.Add.Options(s_onSpot).Remote(_runs, items[1], 10);
        await Until.TrueAsync(() => argument.IsLocated);

        await ReplaceSpotAsync();

        Assert.Equal(9, await Soon(Ore.Tasks.First.Options(TaskOn("a")).Remote(items[2])));
        Assert.Equal(18, (await Soon(argument))[0]);
    }

    [Fact]
    public async Task Read_NoRetries_FailsWithTheReason()
    {
        var items = await ItemsAsync(Ore.Tasks.DigMany.Options(s_onSpot with { MaxRetries = 0 }).Remote(_runs, Count, 7));

        await ReplaceSpotAsync();

        var error = Assert.IsType<ObjectReconstructionFailedException>(await Outcome(items[2]));
        Assert.Contains("Ore.DigMany[2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxRetries is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TheNextRunMakesFewerItems_FailsWithTheReason()
    {
        var items = await ItemsAsync(Ore.Tasks.DigFewer.Options(s_onSpot).Remote(_runs, Probe.Create(), Count));
        Assert.Equal(Count - 1, items.Count);

        await ReplaceSpotAsync();

        var error = Assert.IsType<ObjectReconstructionFailedException>(await Outcome(items[^1]));
        Assert.Contains("fewer items", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ItemsOfAnActor_AreLostAndTheMethodIsNotCalledAgain()
    {
        var mine = Mine.Options(On("spot") with { MaxRestarts = 1, MaxTaskRetries = 3 }).Remote();
        var items = await ItemsAsync(mine.DigMany.Remote(_runs, Count));

        await ReplaceSpotAsync();

        var error = Assert.IsType<ObjectLostException>(await Outcome(items[0]));
        Assert.Contains("Mine.DigMany[0]", error.Message, StringComparison.Ordinal);
        Assert.Contains("actor", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _runs.Arrivals);
    }

    // All of them, none of which was fetched.
    private static async Task<List<ObjectRef<double[]>>> ItemsAsync(ObjectRefStream<double[]> stream)
    {
        await Soon(stream.Completed);
        var items = new List<ObjectRef<double[]>>();
        await foreach (var item in stream)
        {
            items.Add(item);
        }

        return items;
    }

    private async Task ReplaceSpotAsync()
    {
        await KillAsync(C);
        await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Resources = { ["spot"] = 100 } });
    }
}
