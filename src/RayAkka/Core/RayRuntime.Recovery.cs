using RayAkka.Execution;
using RayAkka.Recovery;
using RayAkka.Tasks;

namespace RayAkka;

/// <content>Work that may be done again, and the names of what it makes.</content>
internal sealed partial class RayRuntime
{
    /// <summary>The tasks whose calls have records, here and at others.</summary>
    public RecordedCallers RecordedCallers { get; }

    /// <summary>The journals of actors that are replayed.</summary>
    public JournalTable Journals { get; }

    /// <summary>The journals that are kept for the results of actors that have ended.</summary>
    public Recovery.Results.ResultKeeper Results { get; }

    /// <summary>The id of an actor that the caller makes. Attempts of a task make actors of their own, whose ids show that they stand for each other; a replayed actor makes the same ones again.</summary>
    public ActorId NextActorId(Frame caller, long index) => caller.Logical is { } logical
        ? caller.Replay is not null ? logical.Id.ActorAt(index) : ActorId.Derived(logical.Id.ActorAt(index).High, NextCallerNumber())
        : new ActorId(_scope, NextCallerNumber());

    /// <summary>
    /// Whether an attempt at the task can be followed by another. In a process whose only node is the process itself none is lost, and only
    /// exceptions can be tried again: calls of such tasks need no names.
    /// </summary>
    public bool MayLose(CallExtras task) => IsCluster || Volatile.Read(ref _mayLoseNodes) || !ReferenceEquals(task.RetryOn, RetryExceptions.None);
}
