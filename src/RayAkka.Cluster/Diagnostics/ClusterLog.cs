using Microsoft.Extensions.Logging;
using RayAkka.Diagnostics;

namespace RayAkka.Cluster.Diagnostics;

/// <summary>Everything that the Akka.NET engine logs, in one place.</summary>
internal sealed partial class ClusterLog(ILoggerFactory? factory)
{
    private readonly ILogger _logger = factory?.CreateLogger("RayAkka.Cluster") ?? ErrorStreamLogger.Instance;

    [LoggerMessage(101, LogLevel.Information, "Node {Node} has joined the cluster at {Address} after {Time}")]
    public partial void Joined(NodeId node, string address, TimeSpan time);

    [LoggerMessage(102, LogLevel.Information, "Node {Node} at {Address} is a member")]
    public partial void PeerUp(NodeId node, string address);

    [LoggerMessage(103, LogLevel.Warning, "The node at {Address} is not let in: {Reason}")]
    public partial void NodeRefused(string address, string reason);

    [LoggerMessage(104, LogLevel.Warning, "Calls to and from {Address} travel over Akka.Remote: {Reason}")]
    public partial void UsesFallback(string address, string reason);

    [LoggerMessage(105, LogLevel.Error, "This node ({Address}) counts no longer: {Reason}")]
    public partial void Expelled(string address, string reason);

    [LoggerMessage(106, LogLevel.Information, "This node ({Address}) keeps the cluster's books from now on")]
    public partial void Elected(string address);

    [LoggerMessage(107, LogLevel.Warning, "Frames from node {Node} were dropped: {Reason}")]
    public partial void FramesDropped(NodeId node, string reason);

    [LoggerMessage(108, LogLevel.Warning, "A message of the node at {Address} could not be handled")]
    public partial void HandlerFailed(string address, Exception exception);

    [LoggerMessage(109, LogLevel.Information, "Calls to and from {Address} travel over Akka.Remote: {Reason}")]
    public partial void DataConnectionsOff(string address, string reason);

    [LoggerMessage(110, LogLevel.Warning, "The node at {Address} does not answer; if that stays so it is put out of the cluster")]
    public partial void Unreachable(string address);

    [LoggerMessage(111, LogLevel.Information, "The node at {Address} answers again")]
    public partial void Reachable(string address);
}
