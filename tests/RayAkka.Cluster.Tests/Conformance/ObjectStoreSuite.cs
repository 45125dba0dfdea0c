using RayAkka.Conformance.Objects;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over an Akka.NET cluster; the limit is that of each of its processes.</summary>
public static class ObjectStoreSuite
{
    public sealed class Data() : ObjectStoreTests(new AkkaTestEngine(dataConnections: true));
}
