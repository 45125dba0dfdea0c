using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ActorLifeSuite
{
    public sealed class Data() : ActorLifeTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ActorLifeTests(new AkkaTestEngine(dataConnections: false));
}
