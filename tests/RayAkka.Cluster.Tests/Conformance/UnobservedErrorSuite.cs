using RayAkka.Conformance.Objects;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class UnobservedErrorSuite
{
    public sealed class Data() : UnobservedErrorTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : UnobservedErrorTests(new AkkaTestEngine(dataConnections: false));
}
