namespace RayAkka.Simulation.History;

/// <summary>One call of the workload: what was asked for, where it ran, what became of its refs.</summary>
internal sealed class CallEntry(int id, CallKind kind, string caller, ActorEntry? actor, int sequence)
{
    public int Id => id;

    public CallKind Kind => kind;

    /// <summary>Who made it: the driver, an incarnation, a task or a replayed actor.</summary>
    public string Caller => caller;

    /// <summary>The actor; null for a task.</summary>
    public ActorEntry? Actor => actor;

    /// <summary>Its place among the caller's calls to the actor.</summary>
    public int Sequence => sequence;

    public int Retries { get; init; }

    public bool RetriesExceptions { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>The call whose result is an argument.</summary>
    public CallEntry? DependsOn { get; init; }

    /// <summary>The times that it was made.</summary>
    public List<Attempt> Attempts { get; } = [];

    /// <summary>Where it ran, in the order of the starts: numbers of incarnations, or of runs of a task.</summary>
    public List<int> Runs { get; } = [];

    /// <summary>Runs of it that threw an exception of their own.</summary>
    public int Thrown { get; set; }

    /// <summary>What its runs returned.</summary>
    public List<int> Results { get; } = [];

    /// <summary>The ref of the only time that it was made.</summary>
    public ObjectRef<int> Reference => Attempts[0].Reference!;

    public bool HasFailed => Attempts.Exists(attempt => attempt.Error is not null);

    public bool HasSucceeded => Attempts.Exists(attempt => attempt.HasSucceeded);

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsResolved => Attempts.Count > 0 && Attempts.TrueForAll(attempt => attempt.IsResolved);

    public override string ToString() =>
        $"call {id} ({kind} {sequence} of {caller} to {(actor is null ? "a task" : $"actor {actor.Number}")}, retries {Retries}{(Timeout is null ? "" : $", timeout {Timeout}")}, " +
        $"runs [{string.Join(' ', Runs)}], {string.Join(" | ", Attempts)})";
}
