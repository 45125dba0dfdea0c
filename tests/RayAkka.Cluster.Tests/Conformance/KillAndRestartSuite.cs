using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class KillAndRestartSuite
{
    public sealed class Data() : KillAndRestartTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : KillAndRestartTests(new AkkaTestEngine(dataConnections: false));
}
