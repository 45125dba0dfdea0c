using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ShutdownSuite
{
    public sealed class Data() : ShutdownTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ShutdownTests(new AkkaTestEngine(dataConnections: false));
}
