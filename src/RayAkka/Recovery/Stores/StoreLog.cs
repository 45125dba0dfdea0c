using Microsoft.Extensions.Logging;

namespace RayAkka.Recovery.Stores;

/// <summary>What stores log.</summary>
internal sealed partial class StoreLog(ILoggerFactory? factory)
{
    private readonly ILogger _logger = factory?.CreateLogger("RayAkka.Stores") ?? Diagnostics.ErrorStreamLogger.Instance;

    [LoggerMessage(1, LogLevel.Warning, "The last record, at position {Position}, in the journal of the actor {Actor} was incomplete ({Bytes} bytes) and was cut off: it was never acknowledged")]
    public partial void TornRecordCut(ActorId actor, long position, int bytes);

    [LoggerMessage(2, LogLevel.Warning, "{Store} lost its connection and connects again in {Delay}: {Reason}")]
    public partial void ConnectionLost(string store, TimeSpan delay, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Store} is connected again after {Attempts} attempts")]
    public partial void ConnectionRestored(string store, int attempts);

    [LoggerMessage(4, LogLevel.Error, "{Store} takes nothing more: {Reason}")]
    public partial void StoreBroken(string store, string reason);

    [LoggerMessage(5, LogLevel.Warning, "The server of {Store} runs with fsync = off: what is acknowledged does not survive a crash of its machine")]
    public partial void StoreNotDurable(string store);

    [LoggerMessage(6, LogLevel.Warning, "{Store} lost its connection during a commit; read back, {Outcome}")]
    public partial void OutcomeSettled(string store, string outcome);
}
