using RayAkka.Conformance.Objects;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class AwaitSuite
{
    public sealed class Data() : AwaitTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : AwaitTests(new AkkaTestEngine(dataConnections: false));
}
