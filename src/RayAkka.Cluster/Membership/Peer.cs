using RayAkka.Engine;

namespace RayAkka.Cluster.Membership;

/// <summary>Another node that has proved itself.</summary>
internal sealed record Peer(NodeAddress Address, NodeHello Hello, string DataHost, int DataPort)
{
    public NodeId Node => Hello.Node;
}
