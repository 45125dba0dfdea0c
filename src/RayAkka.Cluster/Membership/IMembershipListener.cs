namespace RayAkka.Cluster.Membership;

/// <summary>Who is in the cluster. Told by the agent, on its thread, one at a time.</summary>
internal interface IMembershipListener
{
    /// <summary>A node has proved itself; it may not yet know this one.</summary>
    void OnGreeted(Peer peer);

    /// <summary>That node and this one know each other.</summary>
    void OnMet(Peer peer);

    /// <summary>A node that was greeted does not answer, or answers again.</summary>
    void OnReachability(Peer peer, bool answers);

    /// <summary>A node that was greeted, and perhaps met, is no member any more.</summary>
    void OnGone(Peer peer, string reason);

    /// <summary>This node was put out of the cluster.</summary>
    void OnExpelled(string reason);
}
