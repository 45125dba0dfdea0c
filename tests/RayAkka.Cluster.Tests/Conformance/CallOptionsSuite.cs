using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class CallOptionsSuite
{
    public sealed class Data() : CallOptionsTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : CallOptionsTests(new AkkaTestEngine(dataConnections: false));
}
