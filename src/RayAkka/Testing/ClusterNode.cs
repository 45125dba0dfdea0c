namespace RayAkka.Testing;

/// <summary>A node of a <see cref="RayCluster"/>.</summary>
public sealed class ClusterNode
{
    internal ClusterNode(NodeId nodeId) => NodeId = nodeId;

    /// <summary>The node's id, as <c>Ray.Nodes()</c> and <see cref="RuntimeContext.NodeId"/> tell it.</summary>
    public NodeId NodeId { get; }

    /// <summary>The id as text.</summary>
    public override string ToString() => NodeId.ToString();
}
