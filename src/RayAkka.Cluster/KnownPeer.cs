using Akka.Actor;
using RayAkka.Cluster.Membership;

namespace RayAkka.Cluster;

/// <summary>Another node as this engine knows it.</summary>
/// <param name="State">The way in from it.</param>
/// <param name="Fallback">The way out to it over Akka.Remote.</param>
/// <param name="Objects">Its actor that moves objects over Akka.Remote.</param>
/// <param name="Greeted">When it was greeted.</param>
internal sealed record KnownPeer(PeerState State, IActorRef Fallback, ICanTell Objects, long Greeted)
{
    private long _unconnectedSince = Greeted;
    private int _toldOfFallback;
    private int _connections;

    /// <summary>Since when there has been no data connection to it, if there is none.</summary>
    public long UnconnectedSince
    {
        get => Volatile.Read(ref _unconnectedSince);
        set => Volatile.Write(ref _unconnectedSince, value);
    }

    /// <summary>Whether the cluster's failure detector has given it up, for now.</summary>
    public bool IsSuspected { get; set; }

    public Peer Peer => State.Peer;

    /// <summary>Whether this is the first time that one asks.</summary>
    public bool TellOfFallback() => _toldOfFallback == 0 && Interlocked.Exchange(ref _toldOfFallback, 1) == 0;

    /// <summary>Whether a connection was made anew, not for the first time.</summary>
    public bool CountConnection() => Interlocked.Increment(ref _connections) > 1;
}
