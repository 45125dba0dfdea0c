using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>What people read when a node dies.</summary>
public sealed class DeathLogTests : ClusterTests
{
    [Fact]
    public async Task Crash_OfANode_EachOtherNodeSaysSoInTwoLines()
    {
        var address = MemberOf(B).Engine.Node.Self.HostAndPort;
        var before = Journal.Lines.Count;

        // The driver, a and c.
        await MemberOf(B).Engine.CrashAsync().WaitAsync(Limit);
        await Until.TrueAsync(() => Journal.Lines.Count(line => line.Contains($"Node {B.NodeId} is gone", StringComparison.Ordinal)) == 3);

        var lines = Journal.Lines.Skip(before).ToList();
        Assert.Equal(1, lines.RemoveAll(line => line.StartsWith($"Error: This node ({address}) counts no longer", StringComparison.Ordinal)));
        lines.RemoveAll(line => line.Contains("was put out of the cluster", StringComparison.Ordinal));
        Assert.Equal(3, lines.RemoveAll(line => line.StartsWith($"Warning: The node at {address} does not answer", StringComparison.Ordinal)));
        // Of the others, on a machine that is too busy for this cluster's quick failure detector.
        lines.RemoveAll(static line => line.Contains("does not answer", StringComparison.Ordinal) || line.Contains("answers again", StringComparison.Ordinal));
        Assert.Equal(3, lines.RemoveAll(line => line.StartsWith($"Warning: Node {B.NodeId} is gone: its node has died", StringComparison.Ordinal)));
        Assert.Empty(lines);
    }
}
