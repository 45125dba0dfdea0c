using RayAkka.Conformance.Tasks;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class TaskSuite
{
    public sealed class Data() : TaskTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : TaskTests(new AkkaTestEngine(dataConnections: false));
}
