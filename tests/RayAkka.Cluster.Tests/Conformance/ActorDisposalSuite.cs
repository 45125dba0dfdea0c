using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ActorDisposalSuite
{
    public sealed class Data() : ActorDisposalTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ActorDisposalTests(new AkkaTestEngine(dataConnections: false));
}
