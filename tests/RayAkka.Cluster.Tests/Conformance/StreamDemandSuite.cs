using RayAkka.Conformance.Streams;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class StreamDemandSuite
{
    public sealed class Data() : StreamDemandTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : StreamDemandTests(new AkkaTestEngine(dataConnections: false));
}
