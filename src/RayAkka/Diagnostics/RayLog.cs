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
}
