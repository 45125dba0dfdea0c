using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ExitActorSuite
{
    public sealed class Data() : ExitActorTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ExitActorTests(new AkkaTestEngine(dataConnections: false));
}
