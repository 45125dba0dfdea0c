using RayAkka.Conformance.Recovery;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ReplaySuite
{
    public sealed class Data() : ReplayTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ReplayTests(new AkkaTestEngine(dataConnections: false));
}
