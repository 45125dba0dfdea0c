using RayAkka.Conformance.Recovery;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class DeterminismSuite
{
    public sealed class Data() : DeterminismTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : DeterminismTests(new AkkaTestEngine(dataConnections: false));
}
