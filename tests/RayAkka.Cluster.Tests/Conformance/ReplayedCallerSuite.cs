using RayAkka.Conformance.Recovery;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ReplayedCallerSuite
{
    public sealed class Data() : ReplayedCallerTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ReplayedCallerTests(new AkkaTestEngine(dataConnections: false));
}
