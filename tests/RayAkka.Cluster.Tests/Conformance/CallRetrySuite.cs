using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class CallRetrySuite
{
    public sealed class Data() : CallRetryTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : CallRetryTests(new AkkaTestEngine(dataConnections: false));
}
