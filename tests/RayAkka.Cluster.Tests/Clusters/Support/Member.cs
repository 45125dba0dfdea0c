namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>A node of the cluster in this process: its runtime, its engine and its data connections.</summary>
internal sealed record Member(RayRuntime Runtime, AkkaEngine Engine, WatchedChannel Data)
{
    public NodeId Id => Runtime.Self;
}
