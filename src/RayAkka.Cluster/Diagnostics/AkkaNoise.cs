using Akka.Event;

namespace RayAkka.Cluster.Diagnostics;

/// <summary>
/// What Akka says, several times and with stack traces, when another node is gone or cannot be reached for a while. This library says it in one line
/// each: that a node does not answer, and that it is gone. The rest is for those who ask for debug output.
/// </summary>
internal static class AkkaNoise
{
    private static readonly string[] s_beginnings =
    [
        "Association with remote system",
        "Tried to associate with unreachable remote address",
        "AssociationError",
        "Cluster Node",
        "SBR ",
    ];

    private static readonly string[] s_clusterSubjects = ["UNREACHABLE", "REACHABLE", "downing"];

    public static bool Contains(LogEvent logEvent)
    {
        // Akka keeps these types to itself.
        if (logEvent.Cause?.GetType().FullName is "Akka.Remote.EndpointDisassociatedException" or "Akka.Remote.EndpointAssociationException")
        {
            return true;
        }

        // What is wrong with an encrypted connection from outside comes as two errors with their stacks, and as a warning in one line, which is enough
        // for whoever is not let in.
        if (logEvent is Error && logEvent.LogClass.Name == "TcpServerHandler")
        {
            return true;
        }

        var text = logEvent.Message?.ToString() ?? "";
        return Array.Find(s_beginnings, beginning => text.StartsWith(beginning, StringComparison.Ordinal)) is { } found
            && (found != "Cluster Node" || Array.Exists(s_clusterSubjects, subject => text.Contains(subject, StringComparison.Ordinal)));
    }
}
