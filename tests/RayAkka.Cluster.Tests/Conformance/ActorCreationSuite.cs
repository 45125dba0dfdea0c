using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ActorCreationSuite
{
    public sealed class Data() : ActorCreationTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ActorCreationTests(new AkkaTestEngine(dataConnections: false));
}
