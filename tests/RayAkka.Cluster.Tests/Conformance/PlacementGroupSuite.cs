using RayAkka.Conformance.Scheduling;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class PlacementGroupSuite
{
    public sealed class Data() : PlacementGroupTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : PlacementGroupTests(new AkkaTestEngine(dataConnections: false));
}
