using System.Runtime.CompilerServices;
using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;
using RayAkka.Objects.Lineage;
using RayAkka.Testing;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Large results whose nodes die, and how they come back.</summary>
public sealed class LineageTests : ClusterTests
{
    private static readonly TaskOptions s_onSpot = new() { Resources = { ["spot"] = 1 } };

    private readonly Probe _runs = Probe.Create();

    protected override IReadOnlyList<NodeOptions> Layout =>
        [Place("a"), Place("b"), Place("c") with { Resources = new() { ["c"] = 100, ["spot"] = 100 } }];

    [Fact]
    public async Task Get_NodeOfTheResultDied_TheTaskRunsAgainElsewhere()
    {
        var dug = Ore.Tasks.Dig.Options(s_onSpot).Remote(_runs, 7);
        await Until.TrueAsync(() => dug.IsLocated);

        await ReplaceSpotAsync(C);

        Assert.Equal(7, (await Soon(dug))[^1]);
        Assert.Equal(2, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_ManyReaders_OneRecomputation()
    {
        var dug = Ore.Tasks.Dig.Options(s_onSpot).Remote(_runs, 7);
        await Until.TrueAsync(() => dug.IsLocated);
        await ReplaceSpotAsync(C);

        var readers = Enumerable.Range(0, 8).Select(i => Ore.Tasks.First.Options(TaskOn("ab"[i % 2].ToString()) with { NumCpus = 0.5 }).Remote(dug)).ToArray();
        var here = Enumerable.Range(0, 4).Select(_ => Soon(dug)).ToArray();

        Assert.All(await Soon(readers), first => Assert.Equal(7, first));
        Assert.All(await Task.WhenAll(here), values => Assert.Equal(7, values[0]));
        Assert.Equal(2, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_ChainOfThreeLostTasks_AllRunAgainInOrder()
    {
        var first = Ore.Tasks.Dig.Options(s_onSpot).Remote(_runs, 1);
        var second = Ore.Tasks.Add.Options(s_onSpot).Remote(_runs, first, 10);
        var third = Ore.Tasks.Add.Options(s_onSpot).Remote(_runs, second, 100);
        await Until.TrueAsync(() => third.IsLocated);
        Assert.Equal(3, _runs.Arrivals);

        await ReplaceSpotAsync(C);

        Assert.Equal(111, (await Soon(third))[5]);
        Assert.Equal(6, _runs.Arrivals);
        Assert.Equal(11, (await Soon(second))[5]);
        Assert.Equal(6, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_ArgumentsThatNobodyHoldsAnyMore_AreComputedAgainToo()
    {
        var third = await ChainAsync();
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return MemberOf(C).Runtime.Objects.Count == 1;
        });

        await ReplaceSpotAsync(C);

        Assert.Equal(111, (await Soon(third))[5]);
        Assert.Equal(6, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_BorrowerFindsTheLoss_TheOwnerComputesItAgain()
    {
        var owner = Mine.Options(On("a")).Remote();
        var box = await Soon(owner.Start.Remote(_runs, "spot"));
        var reader = Mine.Options(On("b")).Remote();
        await Until.TrueAsync(() => box[0].IsLocated);

        await ReplaceSpotAsync(C);

        Assert.Equal(4, await Soon(reader.FirstOf.Remote(box)));
        Assert.Equal(4, (await Soon(box[0]))[0]);
        Assert.Equal(2, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_AttemptsUsedUp_FailsWithTheReason()
    {
        var dug = Ore.Tasks.Dig.Options(s_onSpot with { MaxRetries = 1 }).Remote(_runs, 8);
        await Until.TrueAsync(() => dug.IsLocated);
        var spot = await ReplaceSpotAsync(C);

        // Not by the driver, which would have it then.
        Assert.Equal(8, await Soon(Ore.Tasks.First.Options(TaskOn("a")).Remote(dug)));
        await ReplaceSpotAsync(spot);

        var error = Assert.IsType<ObjectReconstructionFailedException>(await Outcome(dug));
        Assert.Contains("MaxRetries", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ore.Dig", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_RepeatedRunThrows_ItsErrorIsTheOutcome()
    {
        var dug = Ore.Tasks.DigOnce.Options(s_onSpot).Remote(_runs);
        await Until.TrueAsync(() => dug.IsLocated);

        await ReplaceSpotAsync(C);

        Assert.Equal("dug out", Assert.IsType<RayTaskException>(await Outcome(dug)).InnerException!.Message);
    }

    [Fact]
    public async Task Get_LostArgumentWasPut_FailsWithTheReason()
    {
        var added = await AddToPutAsync();
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return RuntimeOfDriver.Store.Resident == 0;
        });

        await ReplaceSpotAsync(C);

        var error = Assert.IsType<ObjectReconstructionFailedException>(await Outcome(added));
        Assert.Contains("Ray.Put", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ResultOfAnActor_IsLostAndNotCalledAgain()
    {
        var mine = Mine.Options(On("spot") with { MaxRestarts = 1, MaxTaskRetries = 3 }).Remote();
        var dug = mine.Dig.Remote();
        await Until.TrueAsync(() => dug.IsLocated);

        await ReplaceSpotAsync(C);

        Assert.Contains("actor", Assert.IsType<ObjectLostException>(await Outcome(dug)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ResultOfAnActorThatKeepsARecord_ComesFromThere()
    {
        var dug = Mine.Options(On("spot")).Remote().Dig.Remote();
        await Until.TrueAsync(() => dug.IsLocated);
        var record = new Record(Ray.Put(new double[Ore.Length]));
        dug.Extras!.NeedLarge().Source = record;

        await ReplaceSpotAsync(C);

        Assert.Equal(Ore.Length, (await Soon(dug)).Length);
        Assert.Equal(1, record.Asked);
    }

    [Fact]
    public async Task Get_PutOfANodeThatDied_FailsWithOwnerDied()
    {
        var mine = Mine.Options(On("spot")).Remote();
        var box = await Soon(mine.Put.Remote());

        await ReplaceSpotAsync(C);

        Assert.IsType<OwnerDiedException>(await Outcome(box[0]));
    }

    private static RayRuntime RuntimeOfDriver => RayRuntime.Current!;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<ObjectRef<double[]>> ChainAsync()
    {
        var first = Ore.Tasks.Dig.Options(s_onSpot).Remote(_runs, 1);
        var second = Ore.Tasks.Add.Options(s_onSpot).Remote(_runs, first, 10);
        var third = Ore.Tasks.Add.Options(s_onSpot).Remote(_runs, second, 100);
        await Until.TrueAsync(() => third.IsLocated);
        return third;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<ObjectRef<double[]>> AddToPutAsync()
    {
        var added = Ore.Tasks.Add.Options(s_onSpot).Remote(_runs, Ray.Put(new double[Ore.Length]), 1);
        await Until.TrueAsync(() => added.IsLocated);
        return added;
    }

    private sealed class Record(ObjectRef answer) : IResultSource
    {
        public int Asked { get; private set; }

        public bool TryHold(long bytes, bool atAnyPrice) => false;

        public void Bring(ObjectRef reference, string why)
        {
            Asked++;
            reference.CompleteAgainAs(answer);
        }
    }

    private async Task<ClusterNode> ReplaceSpotAsync(ClusterNode spot)
    {
        await KillAsync(spot);
        return await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Resources = { ["spot"] = 100 } });
    }
}
