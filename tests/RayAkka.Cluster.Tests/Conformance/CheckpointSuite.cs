using RayAkka.Conformance.Recovery;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class CheckpointSuite
{
    public sealed class Data() : CheckpointTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : CheckpointTests(new AkkaTestEngine(dataConnections: false));
}
