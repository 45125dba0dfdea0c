using RayAkka.Conformance.Expressions;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class ExpressionFormSuite
{
    public sealed class Data() : ExpressionFormTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : ExpressionFormTests(new AkkaTestEngine(dataConnections: false));
}
