using RayAkka.Conformance.Util;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ActorPoolSuite
{
    public sealed class Data() : ActorPoolTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ActorPoolTests(new AkkaTestEngine(dataConnections: false));
}
