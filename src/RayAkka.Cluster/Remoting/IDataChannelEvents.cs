using RayAkka.Engine;

namespace RayAkka.Cluster.Remoting;

/// <summary>What the data connections tell the engine.</summary>
internal interface IDataChannelEvents
{
    void OnEnvelope(NodeId from, Envelope envelope);

    /// <summary>A connection stands now, for the first time or again.</summary>
    void OnConnected(NodeId peer);

    void OnDisconnected(NodeId peer, string reason);

    /// <summary>Whether the peer may be gone, so that nobody need be told that it takes no connections.</summary>
    bool IsSuspected(NodeId peer) => false;

    ObjectSource? OpenObject(ulong number);
}
