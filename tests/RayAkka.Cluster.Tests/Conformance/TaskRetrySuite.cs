using RayAkka.Conformance.Tasks;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class TaskRetrySuite
{
    public sealed class Data() : TaskRetryTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : TaskRetryTests(new AkkaTestEngine(dataConnections: false));
}
