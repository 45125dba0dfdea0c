using RayAkka.Conformance.Actors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class CrashSuite
{
    public sealed class Data() : CrashTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : CrashTests(new AkkaTestEngine(dataConnections: false));
}
