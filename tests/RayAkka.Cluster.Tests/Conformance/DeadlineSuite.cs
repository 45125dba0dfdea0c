using RayAkka.Conformance.Cancellation;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class DeadlineSuite
{
    public sealed class Data() : DeadlineTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : DeadlineTests(new AkkaTestEngine(dataConnections: false));
}
