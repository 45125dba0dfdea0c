namespace RayAkka.Cluster.Membership;

/// <summary>How far the greeting of one other node has come.</summary>
internal sealed class Acquaintance(NodeAddress address)
{
    public NodeAddress Address { get; } = address;

    /// <summary>Akka says that it is a member.</summary>
    public bool IsMember { get; set; }

    /// <summary>What it has told, once it has proved itself.</summary>
    public Peer? Peer { get; set; }

    /// <summary>Whether it has accepted what this node has told.</summary>
    public bool Welcomed { get; set; }

    public bool IsMet { get; set; }
}
