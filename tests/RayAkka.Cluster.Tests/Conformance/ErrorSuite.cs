using RayAkka.Conformance.Errors;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ErrorSuite
{
    public sealed class Data() : ErrorTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ErrorTests(new AkkaTestEngine(dataConnections: false));
}
