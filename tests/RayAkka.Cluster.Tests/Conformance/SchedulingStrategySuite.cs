using RayAkka.Conformance.Scheduling;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class SchedulingStrategySuite
{
    public sealed class Data() : SchedulingStrategyTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : SchedulingStrategyTests(new AkkaTestEngine(dataConnections: false));
}
