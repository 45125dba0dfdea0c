using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ConcurrencySuite
{
    public sealed class Data() : ConcurrencyTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ConcurrencyTests(new AkkaTestEngine(dataConnections: false));
}
