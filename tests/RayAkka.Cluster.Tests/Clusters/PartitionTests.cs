using System.Diagnostics;
using System.Globalization;
using Akka.Configuration;
using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;
using RayAkka.Testing;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>A node that lives, and that the others hear no more.</summary>
public sealed class PartitionTests : ClusterTests
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);
    private static readonly CallOptions s_untilAnswered = new() { MaxTaskRetries = -1 };

    private readonly Probe _life = Probe.Create();

    private protected override WatchedEngine Engine { get; } = new()
    {
        Config = ConfigurationFactory.ParseString($$"""
            {{RemoteNetwork.Adapter}}
            akka.cluster {
              down-removal-margin = {{s_margin.TotalSeconds}} s
              split-brain-resolver.stable-after = 2 s
            }
            """),
    };

    protected override IReadOnlyList<NodeOptions> Layout => [Place("a"), Place("b"), Place("c")];

    [Theory]
    [InlineData("c")]
    [InlineData("a")]
    public async Task Cut_OneNodeOffFromTheOthers_StopsItAndNothingOfItCounts(string place)
    {
        var lost = place == "c" ? C : A;
        var alone = MemberOf(lost);
        var sentinel = Sentinel.Options(new() { Resources = { [place] = 1 }, MaxRestarts = 1 }).Remote(_life);
        var station = Station.Options(On("b")).Remote(Probe.Create());
        var (overlapping, late, first) = (Probe.Create(), Probe.Create(), Probe.Create());
        first.Open();
        Assert.Equal(lost.NodeId, await Soon(sentinel.Hold.Remote(first)));
        var refuge = await Cluster.AddNodeAsync(Place(place));
        var removals = new Removals(Engine.Driver);
        var held = sentinel.Hold.Options(s_untilAnswered).Remote(overlapping);
        var reported = sentinel.Report.Options(s_untilAnswered).Remote(late, station);
        var once = sentinel.Hold.Remote(first);
        await overlapping.ArrivedAsync();

        var partition = await Partition.CutAsync(Engine, alone);

        // Cut off, the old incarnation finishes one call and begins the next.
        overlapping.Open();
        await late.ArrivedAsync();
        await Until.TrueAsync(() => alone.Runtime.IsExpelled, "The node that was cut off goes on.");

        // The new incarnation is there while user code of the old one still runs.
        await late.ArrivedAsync();
        await partition.HealAsync();
        late.Open();
        Assert.Equal(refuge.NodeId, await Soon(held));
        Assert.Equal(refuge.NodeId, await Soon(reported));
        Assert.IsType<ActorUnavailableException>(await Outcome(once));
        await Until.TrueAsync(() => _life.Notes.Count(note => note == "told") == 2, "The old incarnation did not run on.");
        Assert.Equal(1, Assert.Single(await Soon(station.Notes.Remote())));

        var made = _life.Notes.Where(note => note.StartsWith("made", StringComparison.Ordinal)).Select(note => long.Parse(note.AsSpan(5), CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(2, made.Length);
        Assert.InRange(Stopwatch.GetElapsedTime(removals.TimeOf(alone.Engine), made[1]), s_margin - TimeSpan.FromMilliseconds(100), Limit);
        Assert.True(Journal.TimeOf($"This node ({alone.Engine.Node.Self.HostAndPort}) counts no longer") < made[1], "The new incarnation was made before the old one was stopped.");
        Assert.Equal([lost.NodeId], Engine.Members.Values.Where(member => member.Runtime.IsExpelled).Select(member => member.Id));
        await KillAsync(lost);
    }
}
