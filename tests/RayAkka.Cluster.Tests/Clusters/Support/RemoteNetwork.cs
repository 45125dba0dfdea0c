using Akka.Actor;
using Akka.Remote;
using Akka.Remote.Transport;
using RayAkka.Cluster.Remoting;

namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>Disturbs what goes over Akka.Remote from node to node.</summary>
internal static class RemoteNetwork
{
    /// <summary>What the nodes' configuration must say where <see cref="ThrottleAsync"/> is used: an adapter of Akka's own.</summary>
    public const string Adapter = """akka.remote.dot-netty.tcp.applied-adapters = ["trttl"]""";

    /// <summary>How what goes between a node and another is treated from now on, at that node and in both directions.</summary>
    public static Task ThrottleAsync(AkkaEngine at, AkkaEngine peer, ThrottleMode mode) =>
        TellAsync(at, new SetThrottle(peer.Node.Self.Address, ThrottleTransportAdapter.Direction.Both, mode));

    /// <summary>Aborts the connections of a node; Akka makes new ones.</summary>
    public static Task AbortAsync(AkkaEngine at) => TellAsync(at, AbortAssociations.Instance);

    private static async Task TellAsync(AkkaEngine at, object command)
    {
        var transport = ((IRemoteActorRefProvider)((ExtendedActorSystem)at.Node.System).Provider).Transport;
        Assert.True(await transport.ManagementCommand(command));
    }
}
