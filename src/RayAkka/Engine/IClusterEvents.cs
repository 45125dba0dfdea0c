namespace RayAkka.Engine;

/// <summary>What an engine of many processes tells the runtime beside what every engine does.</summary>
internal interface IClusterEvents : IEngineEvents
{
    /// <summary>Another node has been met: frames can go both ways. Comes once a node, before any envelope from it, and before its OnNodeDown.</summary>
    void OnPeerUp(NodeHello hello);

    /// <summary>The connection to a peer was made anew: what is not acknowledged may be lost and should be sent again now.</summary>
    void OnReconnected(NodeId peer);

    /// <summary>This node keeps the cluster's books (names, ledger of resources) from now on.</summary>
    void OnElected();

    /// <summary>This node no longer keeps the books: another one does or will.</summary>
    void OnDismissed();

    /// <summary>This node was put out of the cluster (downed, quarantined): nothing that it does counts any more.</summary>
    void OnExpelled(string reason);

    /// <summary>The bytes of an object that another node asks for; null if there is no such object.</summary>
    ObjectSource? OpenObject(ulong number);
}
