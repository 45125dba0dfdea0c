using Microsoft.Extensions.Logging;

namespace RayAkka.Diagnostics;

/// <summary>Everything that the runtime logs, in one place.</summary>
internal sealed partial class RayLog(ILoggerFactory? factory)
{
    private readonly ILogger _logger = factory?.CreateLogger("RayAkka") ?? ErrorStreamLogger.Instance;

    [LoggerMessage(1, LogLevel.Information, "Node {Node} is up on the {Engine} engine")]
    public partial void NodeAdded(NodeId node, string engine);

    [LoggerMessage(2, LogLevel.Warning, "Node {Node} is gone: {Reason}")]
    public partial void NodeLost(NodeId node, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The actor {ActorClass} ({Actor}) is being rebuilt, for the {Restart}. time: {Reason}")]
    public partial void ActorRestarting(string actorClass, ActorId actor, string reason, int restart);

    [LoggerMessage(4, LogLevel.Debug, "The actor {ActorClass} ({Actor}) has ended: {Reason}")]
    public partial void ActorDied(string actorClass, ActorId actor, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Call} failed and nobody looked at its result")]
    public partial void UnobservedError(string call, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "The disposal of the actor {ActorClass} ({Actor}) threw")]
    public partial void DisposalFailed(string actorClass, ActorId actor, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "The disposal of the actor {ActorClass} ({Actor}) still runs after {Limit}; nobody waits for it any more")]
    public partial void DisposalTimedOut(string actorClass, ActorId actor, TimeSpan limit);

    [LoggerMessage(8, LogLevel.Warning, "The actor {ActorClass} ({Actor}) was ended while {Call} runs; its GPUs {Gpus} stay taken until that method returns")]
    public partial void GpuStillInUse(string actorClass, ActorId actor, string gpus, string call);

    [LoggerMessage(9, LogLevel.Warning, "A callback of the CancellationToken of {Name} threw")]
    public partial void CancellationCallbackFailed(string name, Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "Shutdown did not wait longer than {Limit}: some user code still runs")]
    public partial void ShutdownTimedOut(TimeSpan limit);

    [LoggerMessage(11, LogLevel.Warning, "{Who} has waited for {Time} for {What}")]
    public partial void Stalled(string who, TimeSpan time, string what);

    [LoggerMessage(12, LogLevel.Warning, "GPUs could not be detected: {Error}")]
    public partial void GpuDetectionFailed(string error);

    [LoggerMessage(13, LogLevel.Warning, "A message from node {Node} ({Address}) was refused: {Reason}")]
    public partial void MessageRefused(NodeId node, string address, string reason);

    [LoggerMessage(14, LogLevel.Error, "This node, {Node}, was put out of the cluster ({Reason}): nothing that still runs here counts; start the process again")]
    public partial void Expelled(NodeId node, string reason);

    [LoggerMessage(17, LogLevel.Information, "The life of the detached actor {ActorClass} ({Actor}) is run here from now on, since node {Former} is gone")]
    public partial void ActorAdopted(string actorClass, ActorId actor, NodeId former);

    [LoggerMessage(18, LogLevel.Error, "The detached actor {Actor} was ended because an argument of its constructor cannot travel")]
    public partial void CreationNotSent(ActorId actor, Exception exception);

    [LoggerMessage(16, LogLevel.Warning, "The actor {ActorClass} ({Actor}) has crashed because {Call} runs for longer than {Limit}: {Thread}")]
    public partial void ActorStuck(string actorClass, ActorId actor, string call, TimeSpan limit, string thread);

    [LoggerMessage(15, LogLevel.Error, "A message from node {Node} ({Address}) could not be handled")]
    public partial void MessageFailed(NodeId node, string address, Exception exception);

    [LoggerMessage(17, LogLevel.Warning, "The journal of an actor that has ended could not be removed from the store")]
    public partial void JournalNotDeleted(Exception exception);

    [LoggerMessage(72, LogLevel.Information, "{Store}: the journals of {Count} actors were removed, whose process was killed before it could do that; none of them is detached")]
    public partial void JournalsRemoved(string store, int count);

    [LoggerMessage(73, LogLevel.Information, "{Store}: there are journals of {Count} actors that are not detached; they belong to processes that use the store now, or were left by killed ones, and are removed when one process finds itself alone with a file of its own")]
    public partial void JournalsLeft(string store, int count);

    [LoggerMessage(18, LogLevel.Warning, "The journal of the actor {ActorClass} ({Actor}) cannot be opened now; it is tried again in {Delay}")]
    public partial void JournalNotOpened(string actorClass, ActorId actor, TimeSpan delay, Exception exception);

    [LoggerMessage(70, LogLevel.Warning, "Objects could not be spilled to disk")]
    public partial void SpillFailed(Exception exception);

    [LoggerMessage(71, LogLevel.Information, "The result of {Call} is computed again: {Reason}")]
    public partial void Recomputing(string call, string reason);
}
