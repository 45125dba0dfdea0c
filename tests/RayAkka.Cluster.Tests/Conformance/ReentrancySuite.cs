using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ReentrancySuite
{
    public sealed class Data() : ReentrancyTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ReentrancyTests(new AkkaTestEngine(dataConnections: false));
}
