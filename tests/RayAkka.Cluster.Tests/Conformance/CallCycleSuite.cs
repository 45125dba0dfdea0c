using RayAkka.Conformance.Cycles;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class CallCycleSuite
{
    public sealed class Data() : CallCycleTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : CallCycleTests(new AkkaTestEngine(dataConnections: false));
}
