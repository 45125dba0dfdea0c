namespace RayAkka.Conformance.Samples;

public static class PeerWork
{
    [Remote]
    public static int Ask(ActorHandle<Peer> peer) => Ray.Get(peer.Answer.Remote(1));
}
