using Microsoft.Extensions.Logging;

namespace RayAkka.Cluster.Data;

/// <summary>Everything that the data connections log.</summary>
internal sealed partial class DataLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(101, LogLevel.Debug, "The data connections of node {Node} are accepted at {EndPoint}")]
    public partial void Listening(NodeId node, string endPoint);

    [LoggerMessage(102, LogLevel.Warning, "No data connection to node {Node} at {Address} ({Reason}): calls to it go over Akka.Remote, which is slower, until there is one")]
    public partial void FallingBack(NodeId node, string address, string reason);

    [LoggerMessage(103, LogLevel.Information, "The data connection to node {Node} stands")]
    public partial void Restored(NodeId node);

    [LoggerMessage(104, LogLevel.Warning, "Refused a data connection from {Address}: {Reason}")]
    public partial void Refused(string address, string reason);

    [LoggerMessage(105, LogLevel.Warning, "Closed the data connection to node {Node}: {Reason}")]
    public partial void Closed(NodeId node, string reason);

    [LoggerMessage(106, LogLevel.Error, "What node {Node} sent could not be handled")]
    public partial void HandlerFailed(NodeId node, Exception exception);

    [LoggerMessage(107, LogLevel.Warning, "More than {Limit} bytes wait for node {Node}: what comes now is dropped and sent again later")]
    public partial void QueueFull(NodeId node, long limit);

    [LoggerMessage(108, LogLevel.Error, "The thread {Thread} of the data connections failed")]
    public partial void ThreadFailed(string thread, Exception exception);

    [LoggerMessage(109, LogLevel.Warning, "A data connection could not be accepted: {Reason}")]
    public partial void AcceptFailed(string reason);

    [LoggerMessage(110, LogLevel.Warning, "Threads of the data connections still run after {Limit}; nobody waits for them any more")]
    public partial void ThreadsLeft(TimeSpan limit);
}
