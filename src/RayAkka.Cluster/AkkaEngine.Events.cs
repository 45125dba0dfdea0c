using RayAkka.Cluster.Membership;
using RayAkka.Cluster.Remoting;
using RayAkka.Engine;

namespace RayAkka.Cluster;

/// <content>What the agent and the data connections tell.</content>
internal sealed partial class AkkaEngine : IMembershipListener, IDataChannelEvents
{
    void IMembershipListener.OnGreeted(Peer peer)
    {
        var node = Node;
        _peers[peer.Node] = new KnownPeer(
            new PeerState(peer), node.NewFrameSender(peer), node.ObjectsOf(peer), _settings.TimeProvider.GetTimestamp());
        if (peer.DataHost.Length > 0)
        {
            _data?.AddPeer(peer.Node, peer.DataHost, peer.DataPort);
        }
    }

    void IMembershipListener.OnMet(Peer peer)
    {
        if (_over || !_peers.TryGetValue(peer.Node, out var known))
        {
            return;
        }

        _log.PeerUp(peer.Node, peer.Address.HostAndPort);
        if ((_data is null || peer.DataHost.Length == 0) && known.TellOfFallback())
        {
            _log.DataConnectionsOff(peer.Address.HostAndPort, _data is null ? "data connections are off here" : "data connections are off there");
        }

        _events!.OnPeerUp(peer.Hello);
        while (known.State.NextHeld() is { } held)
        {
            _events.OnEnvelope(peer.Node, _self, held);
        }

        _meetings.GetOrAdd(peer.Node, static _ => NewSource()).TrySetResult();
    }

    void IMembershipListener.OnReachability(Peer peer, bool answers)
    {
        if (_over || !_peers.TryGetValue(peer.Node, out var known) || known.IsSuspected != answers)
        {
            return;
        }

        known.IsSuspected = !answers;
        if (answers)
        {
            _log.Reachable(peer.Address.HostAndPort);
        }
        else
        {
            _log.Unreachable(peer.Address.HostAndPort);
        }
    }

    void IMembershipListener.OnGone(Peer peer, string reason)
    {
        if (!_peers.TryRemove(peer.Node, out var known))
        {
            return;
        }

        var wasUp = known.State.IsUp;
        known.State.End();
        _data?.RemovePeer(peer.Node);
        Node.System.Stop(known.Fallback);
        Node.Forget(peer.Node);
        if (wasUp && !_over && !_leaving)
        {
            _events!.OnNodeDown(peer.Node, reason);
        }

        _farewells.GetOrAdd(peer.Node, static _ => NewSource()).TrySetResult();
    }

    void IMembershipListener.OnExpelled(string reason)
    {
        if (!_leaving)
        {
            Expel(reason);
        }
    }

    void IDataChannelEvents.OnEnvelope(NodeId from, Envelope envelope) => OnEnvelope(from, envelope);

    void IDataChannelEvents.OnConnected(NodeId peer)
    {
        if (!_over && _peers.TryGetValue(peer, out var known) && known.CountConnection() && known.State.IsUp)
        {
            _events!.OnReconnected(peer);
        }
    }

    void IDataChannelEvents.OnDisconnected(NodeId peer, string reason)
    {
        // The end of a node that leaves begins so as well; what is sent after a while without a connection is worth a line in the log.
        if (_peers.TryGetValue(peer, out var known))
        {
            known.UnconnectedSince = _settings.TimeProvider.GetTimestamp();
        }
    }

    bool IDataChannelEvents.IsSuspected(NodeId peer) => !_peers.TryGetValue(peer, out var known) || known.IsSuspected;

    ObjectSource? IDataChannelEvents.OpenObject(ulong number) => OpenObject(number);

    private ObjectSource? OpenObject(ulong number) => _over ? null : _events!.OpenObject(number);

    private void OnEnvelope(NodeId from, Envelope envelope)
    {
        if (!_over && _peers.TryGetValue(from, out var known) && known.State.MayDeliver(envelope))
        {
            _events!.OnEnvelope(from, _self, envelope);
        }
    }

    private void Expel(string reason)
    {
        if (_over)
        {
            return;
        }

        _over = true;
        _log.Expelled(_node?.Self.HostAndPort ?? "", reason);
        _events!.OnExpelled(reason);
    }
}
