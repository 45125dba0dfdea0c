using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ActorCallSuite
{
    public sealed class Data() : ActorCallTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ActorCallTests(new AkkaTestEngine(dataConnections: false));
}
