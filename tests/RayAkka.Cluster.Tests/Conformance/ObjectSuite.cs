using RayAkka.Conformance.Objects;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ObjectSuite
{
    public sealed class Data() : ObjectTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ObjectTests(new AkkaTestEngine(dataConnections: false));
}
