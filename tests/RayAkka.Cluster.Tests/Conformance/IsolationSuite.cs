using RayAkka.Conformance.Objects;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class IsolationSuite
{
    public sealed class Data() : IsolationTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : IsolationTests(new AkkaTestEngine(dataConnections: false));
}
