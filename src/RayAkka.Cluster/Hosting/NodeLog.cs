using Microsoft.Extensions.Logging;

namespace RayAkka.Cluster.Hosting;

/// <summary>What the running of a node logs.</summary>
internal sealed partial class NodeLog(ILoggerFactory logs)
{
    private readonly ILogger _logger = logs.CreateLogger("RayAkka.Node");

    [LoggerMessage(201, LogLevel.Information, "Starting a {Settings}")]
    public partial void Starting(string settings);

    [LoggerMessage(202, LogLevel.Information, "The node runs; Ctrl-C or SIGTERM ends it")]
    public partial void Running();

    [LoggerMessage(203, LogLevel.Information, "Told to end: waiting up to {Limit} for the tasks and calls that run here; once more ends it at once")]
    public partial void Draining(TimeSpan limit);

    [LoggerMessage(204, LogLevel.Warning, "The end was not waited for any longer: what still ran here is lost")]
    public partial void DrainCut();

    [LoggerMessage(205, LogLevel.Information, "The node has left the cluster")]
    public partial void Left();

    [LoggerMessage(206, LogLevel.Critical, "The node ends: {Reason}; started again it can join anew")]
    public partial void Expelled(string reason);
}
