using RayAkka.Conformance.Objects;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class PutCopiesSuite
{
    public sealed class Data() : PutCopiesTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : PutCopiesTests(new AkkaTestEngine(dataConnections: false));
}
