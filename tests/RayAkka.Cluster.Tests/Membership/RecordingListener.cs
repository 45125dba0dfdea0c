using Akka.Actor;
using RayAkka.Cluster.Membership;

namespace RayAkka.Cluster.Tests.Membership;

/// <summary>Passes what the agent tells on to a probe, as text.</summary>
internal sealed class RecordingListener(IActorRef probe) : IMembershipListener
{
    public void OnGreeted(Peer peer) => probe.Tell($"greeted {peer.Node}");

    public void OnMet(Peer peer) => probe.Tell($"met {peer.Node} {peer.DataHost}:{peer.DataPort}");

    public void OnReachability(Peer peer, bool answers) => probe.Tell($"{(answers ? "answers" : "does not answer")} {peer.Node}");

    public void OnGone(Peer peer, string reason) => probe.Tell($"gone {peer.Node}: {reason}");

    public void OnExpelled(string reason) => probe.Tell($"expelled {reason}");
}
