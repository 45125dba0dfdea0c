using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class RuntimeContextSuite
{
    public sealed class Data() : RuntimeContextTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : RuntimeContextTests(new AkkaTestEngine(dataConnections: false));
}
