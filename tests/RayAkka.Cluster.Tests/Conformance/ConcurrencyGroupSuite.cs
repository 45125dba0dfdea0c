using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ConcurrencyGroupSuite
{
    public sealed class Data() : ConcurrencyGroupTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ConcurrencyGroupTests(new AkkaTestEngine(dataConnections: false));
}
