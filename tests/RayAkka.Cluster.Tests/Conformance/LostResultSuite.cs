using RayAkka.Conformance.Recovery;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class LostResultSuite
{
    public sealed class Data() : LostResultTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : LostResultTests(new AkkaTestEngine(dataConnections: false));
}
