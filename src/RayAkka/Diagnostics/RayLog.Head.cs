using Microsoft.Extensions.Logging;

namespace RayAkka.Diagnostics;

/// <summary>What is logged about the cluster's books.</summary>
internal sealed partial class RayLog
{
    /// <summary>Whether each grant is logged when it begins and ends; what is said of it need not be put together otherwise.</summary>
    public bool AuditsGrants => _logger.IsEnabled(LogLevel.Debug);

    [LoggerMessage(40, LogLevel.Information, "This node keeps the cluster's books from now on, in epoch {Epoch}, with {Nodes} nodes and {Grants} grants in use")]
    public partial void BooksOpened(ulong epoch, int nodes, int grants);

    [LoggerMessage(41, LogLevel.Information, "This node no longer keeps the cluster's books of epoch {Epoch}: {Reason}")]
    public partial void BooksClosed(ulong epoch, string reason);

    [LoggerMessage(42, LogLevel.Warning, "Nothing is placed since {Time}: this node is to keep the cluster's books and waits for the reports of {Nodes}")]
    public partial void ReportsMissing(TimeSpan time, string nodes);

    [LoggerMessage(43, LogLevel.Warning, "{Count} requests and questions wait since {Time}: no node keeps the cluster's books; one must be elected")]
    public partial void HeadMissing(int count, TimeSpan time);

    [LoggerMessage(44, LogLevel.Error, "The grant {Grant} is in use on the node {Node} but what it holds ({Held}, GPUs {Gpus}) is not free in the books; it is not counted")]
    public partial void GrantNotCounted(string grant, NodeId node, string held, string gpus);

    [LoggerMessage(45, LogLevel.Warning, "The actor {Actor} has lost its name '{Name}' in the namespace '{Namespace}': another one got it while its node was not met")]
    public partial void NameLost(ActorId actor, string @namespace, string name);

    [LoggerMessage(46, LogLevel.Debug, "{Time:O} {Event} grant {Grant} on node {Node}: {Held}, GPUs [{Gpus}]")]
    public partial void GrantAudit(DateTimeOffset time, string @event, string grant, NodeId node, string held, string gpus);
}
