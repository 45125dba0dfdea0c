using RayAkka.Conformance.Streams;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class StreamLossSuite
{
    public sealed class Data() : StreamLossTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : StreamLossTests(new AkkaTestEngine(dataConnections: false));
}
