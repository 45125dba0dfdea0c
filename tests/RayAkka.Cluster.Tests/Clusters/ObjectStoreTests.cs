using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>The limits of several processes' stores, between which objects go.</summary>
public sealed class ObjectStoreTests : ClusterTests
{
    private const int Length = 131_072;
    private const long StoreLimit = 10L * Length * sizeof(double);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "rayakka-tests", Guid.NewGuid().ToString("n"));

    protected override RayOptions Options => base.Options with { ObjectStoreMemory = StoreLimit, StoragePath = _folder };

    protected override IReadOnlyList<NodeOptions> Layout => [Place("a"), Place("b") with { ObjectStoreMemory = 2 * StoreLimit }];

    private WatchedChannel OfTheDriver => Engine.Channels.Except(Engine.Members.Values.Select(member => member.Data)).Single();

    [Fact]
    public async Task Get_MoreThanFitsIntoEither_TheNodeSpillsAndTheDriverFetchesAgain()
    {
        var made = Enumerable.Range(0, 20).Select(_ => Freight.Tasks.Make.Options(TaskOn("a") with { NumCpus = 0.1 }).Remote(Length)).ToArray();
        foreach (var one in made)
        {
            Assert.Equal(Length - 1, (await Soon(one))[^1]);
        }

        var driver = RayRuntime.Current!.Store;
        Assert.InRange(driver.Resident, 1, StoreLimit);
        Assert.InRange(MemberOf(A).Runtime.Store.Resident, 1, StoreLimit);
        Assert.InRange(MemberOf(A).Runtime.Store.Spills, 10, 20);
        Assert.Equal(0, driver.Spills);
        Assert.InRange(driver.Evictions, 10, 20);

        Assert.True(made[0].IsAway);
        Assert.Equal(Length - 1, (await Soon(made[0]))[^1]);
        Assert.Equal(21, OfTheDriver.Fetches.Count);
    }

    [Fact]
    public async Task Get_EvictedAndItsNodeDied_IsComputedAgain()
    {
        var made = Freight.Tasks.Make.Options(new() { Resources = { ["a"] = 1 } }).Remote(Length);
        await Soon(made);
        var filler = Enumerable.Range(0, 10).Select(_ => Ray.Put(new double[Length])).ToArray();
        Assert.True(made.IsAway);

        await KillAsync(A);
        await Cluster.AddNodeAsync(Place("a"));

        Assert.Equal(Length - 1, (await Soon(made))[^1]);
        GC.KeepAlive(filler);
    }

    [Fact]
    public void NodeOptions_OfOneNode_LimitItsStore()
    {
        Assert.Equal(2 * StoreLimit, MemberOf(B).Runtime.Store.Limit);
        Assert.Equal(StoreLimit, MemberOf(A).Runtime.Store.Limit);
    }
}
