using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class BackPressureSuite
{
    public sealed class Data() : BackPressureTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : BackPressureTests(new AkkaTestEngine(dataConnections: false));
}
