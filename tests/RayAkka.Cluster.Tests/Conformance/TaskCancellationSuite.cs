using RayAkka.Conformance.Cancellation;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class TaskCancellationSuite
{
    public sealed class Data() : TaskCancellationTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : TaskCancellationTests(new AkkaTestEngine(dataConnections: false));
}
