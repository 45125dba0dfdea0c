using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>
/// What a <see cref="DataEndpoint"/> tells its owner. For one peer the calls of the first three come one after another, a connection
/// before its envelopes and its end after them, on a thread that does nothing else: what takes long delays only that peer. None is made
/// under a lock.
/// </summary>
internal interface IDataEvents
{
    /// <summary>Envelopes can go to and come from the peer, which has known the cluster's secret.</summary>
    void OnConnected(NodeId peer);

    /// <summary>The connection is gone: what was on its way may be lost.</summary>
    void OnDisconnected(NodeId peer, string reason);

    /// <summary>An envelope has arrived.</summary>
    void OnEnvelope(NodeId from, Envelope envelope);

    /// <summary>Whether the peer may be gone, so that nobody need be told that it takes no connections.</summary>
    bool IsSuspected(NodeId peer) => false;

    /// <summary>The bytes of an object that a peer asks for; null if there is no such object.</summary>
    ObjectSource? OpenObject(ulong number);
}
