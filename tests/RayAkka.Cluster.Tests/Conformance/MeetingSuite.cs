using RayAkka.Conformance.Util;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>The suite over Akka.NET clusters with data connections, and over some without.</summary>
public static class MeetingSuite
{
    public sealed class Data() : MeetingTests(new AkkaTestEngine(dataConnections: true));

    public sealed class Remoting() : MeetingTests(new AkkaTestEngine(dataConnections: false));
}
