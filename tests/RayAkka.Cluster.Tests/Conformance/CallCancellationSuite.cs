using RayAkka.Conformance.Cancellation;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class CallCancellationSuite
{
    public sealed class Data() : CallCancellationTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : CallCancellationTests(new AkkaTestEngine(dataConnections: false));
}
