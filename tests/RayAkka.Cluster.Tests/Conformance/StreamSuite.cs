using RayAkka.Conformance.Streams;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class StreamSuite
{
    public sealed class Data() : StreamTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : StreamTests(new AkkaTestEngine(dataConnections: false));
}
