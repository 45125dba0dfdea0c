using RayAkka.Conformance.Tasks;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class TaskRerunSuite
{
    public sealed class Data() : TaskRerunTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : TaskRerunTests(new AkkaTestEngine(dataConnections: false));
}
