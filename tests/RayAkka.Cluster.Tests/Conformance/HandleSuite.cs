using RayAkka.Conformance.Handles;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class HandleSuite
{
    public sealed class Data() : HandleTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : HandleTests(new AkkaTestEngine(dataConnections: false));
}
