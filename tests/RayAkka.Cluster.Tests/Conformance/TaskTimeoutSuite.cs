using RayAkka.Conformance.Tasks;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class TaskTimeoutSuite
{
    public sealed class Data() : TaskTimeoutTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : TaskTimeoutTests(new AkkaTestEngine(dataConnections: false));
}
