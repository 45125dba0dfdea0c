using RayAkka.Conformance.Recovery;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ReplayLifeSuite
{
    public sealed class Data() : ReplayLifeTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ReplayLifeTests(new AkkaTestEngine(dataConnections: false));
}
