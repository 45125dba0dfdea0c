using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class NamedActorSuite
{
    public sealed class Data() : NamedActorTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : NamedActorTests(new AkkaTestEngine(dataConnections: false));
}
