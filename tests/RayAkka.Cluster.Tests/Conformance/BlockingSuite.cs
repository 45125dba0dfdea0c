using RayAkka.Conformance.Tasks;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class BlockingSuite
{
    public sealed class Data() : BlockingTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : BlockingTests(new AkkaTestEngine(dataConnections: false));
}
