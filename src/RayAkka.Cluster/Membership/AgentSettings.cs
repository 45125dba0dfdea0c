using Akka.Actor;
using RayAkka.Engine;

namespace RayAkka.Cluster.Membership;

/// <summary>What an <see cref="AgentActor"/> works with.</summary>
/// <param name="Self">This node's address.</param>
/// <param name="Hello">What it tells of itself.</param>
/// <param name="Secret">The cluster's secret.</param>
/// <param name="DataHost">Where it takes data connections; empty if it takes none.</param>
/// <param name="DataPort">The port for them.</param>
/// <param name="AgentAt">The agent of the node at an address.</param>
/// <param name="WatchesCluster">Whether members are learnt from Akka.Cluster; tests tell them.</param>
internal sealed record AgentSettings(
    NodeAddress Self,
    NodeHello Hello,
    ClusterSecret Secret,
    string DataHost,
    int DataPort,
    Func<Address, ICanTell> AgentAt,
    bool WatchesCluster = true)
{
    /// <summary>How long an unanswered hello waits before it is said again.</summary>
    public TimeSpan RepeatEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long after its removal a node that was not heard of any more counts as gone: on the other side of a partition it may run user code
    /// until it has stopped itself.
    /// </summary>
    public TimeSpan RemovalMargin { get; init; } = TimeSpan.Zero;
}
