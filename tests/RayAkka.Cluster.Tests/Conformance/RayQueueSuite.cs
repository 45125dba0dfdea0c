using RayAkka.Conformance.Util;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class RayQueueSuite
{
    public sealed class Data() : RayQueueTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : RayQueueTests(new AkkaTestEngine(dataConnections: false));
}
