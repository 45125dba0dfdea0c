using RayAkka.Conformance.Cancellation;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ReplayCancellationSuite
{
    public sealed class Data() : ReplayCancellationTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ReplayCancellationTests(new AkkaTestEngine(dataConnections: false));
}
