using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Objects and refs that go from node to node.</summary>
public sealed class ObjectTests : ClusterTests
{
    private const int Large = 1_250_000;
    private const double SumOfLarge = (double)Large * (Large - 1) / 2;

    private readonly Probe _gate = Probe.Create();

    private WatchedChannel OfTheDriver => Engine.Channels.Except(Engine.Members.Values.Select(member => member.Data)).Single();

    [Fact]
    public async Task Remote_LargeArrayMadeOnOneNodeAndUsedOnAnother_DoesNotPassThroughTheDriver()
    {
        var made = Freight.Tasks.Make.Options(TaskOn("a")).Remote(Large);
        var sum = Freight.Tasks.Sum.Options(TaskOn("b")).Remote(made);

        Assert.Equal(SumOfLarge, await Soon(sum));

        Assert.Empty(OfTheDriver.Fetches);
        Assert.Equal(A.NodeId, Assert.Single(MemberOf(B).Data.Fetches).Holder);
    }

    [Fact]
    public async Task Remote_TenReadersOnOneNode_FetchOnce()
    {
        var made = Freight.Tasks.Make.Options(TaskOn("a")).Remote(Large);
        var readers = Enumerable.Range(0, 10).Select(i => i % 2 == 0
            ? Freight.Tasks.Sum.Options(TaskOn("b") with { NumCpus = 0.1 }).Remote(made)
            : Freight.Tasks.SumOf.Options(TaskOn("b") with { NumCpus = 0.1 }).Remote([made])).ToArray();

        Assert.All(await Soon(readers), sum => Assert.Equal(SumOfLarge, sum));

        Assert.Single(MemberOf(B).Data.Fetches);
        Assert.Empty(OfTheDriver.Fetches);
    }

    [Fact]
    public async Task Get_LargeArray_IsFetchedByTheDriverOnce()
    {
        var made = Freight.Tasks.Make.Options(TaskOn("a")).Remote(Large);

        var first = await Soon(made);
        var second = await Soon(made);

        Assert.Equal(Large, first.Length);
        Assert.Equal(Large - 1, second[^1]);
        Assert.Single(OfTheDriver.Fetches);
    }

    [Fact]
    public async Task Put_InTheDriver_IsReadByEveryNode()
    {
        var values = new double[Large];
        Array.Fill(values, 2);
        var put = Ray.Put(values);
        var readers = Enumerable.Range(0, 9).Select(i => Freight.Tasks.SumOf.Options(TaskOn("abc"[i % 3].ToString()) with { NumCpus = 0.1 }).Remote([put])).ToArray();

        Assert.All(await Soon(readers), sum => Assert.Equal(2.0 * Large, sum));

        Assert.All(Engine.Members.Values, member => Assert.Single(member.Data.Fetches));
    }

    [Fact]
    public async Task Remote_RefPassedFromNodeToNode_IsReadOnTheLast()
    {
        var box = await Soon(Freight.Tasks.Own.Options(TaskOn("a")).Remote(_gate));
        var onB = Freight.Tasks.Forward.Options(TaskOn("b")).Remote(box);
        var onC = Freight.Tasks.Forward.Options(TaskOn("c")).Remote(await Soon(onB));
        var reader = Freight.Tasks.Read.Options(TaskOn("b")).Remote(await Soon(onC));
        await _gate.ArrivedAsync();
        Assert.False(reader.IsCompleted);

        _gate.Open();

        Assert.Equal(_gate.Number, await Soon(reader));
        Assert.Equal(_gate.Number, await Soon(box[0]));
    }

    [Fact]
    public async Task Collect_RefsOfLargeArrays_FreesThemOnTheirNode()
    {
        await MakeAndForget();

        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Engine.Members.Values.All(member => member.Runtime.Objects.Count == 0);
        });
    }

    [Fact]
    public async Task Remote_RefOfAnOwnerThatDiesWhileItTravels_FailsWithOwnerDied()
    {
        var box = await Soon(Freight.Tasks.Own.Options(TaskOn("a")).Remote(_gate));
        await _gate.ArrivedAsync();
        var keeper = RefKeeper.Options(On("b")).Remote();
        await Soon(keeper.Keep.Remote(box));
        var hold = Probe.Create();
        var later = keeper.GiveAfter.Remote(hold);
        await hold.ArrivedAsync();

        await KillAsync(A);
        hold.Open();

        Assert.IsType<OwnerDiedException>(await Outcome((await Soon(later))[0]));
        var reader = Freight.Tasks.Read.Options(TaskOn("c") with { MaxRetries = 0 }).Remote(await Soon(keeper.GiveAfter.Remote(hold)));
        Assert.IsType<OwnerDiedException>(Assert.IsType<RayTaskException>(await Outcome(reader)).InnerException);
        _gate.Open();
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task MakeAndForget()
    {
        var made = Freight.Tasks.Make.Options(TaskOn("a")).Remote(Large);
        Assert.Equal(SumOfLarge, await Soon(Freight.Tasks.SumOf.Options(TaskOn("b")).Remote([made])));
        Assert.Equal(SumOfLarge, await Soon(Freight.Tasks.Sum.Options(TaskOn("c")).Remote(made)));
    }
}
