namespace RayAkka.Recovery;

/// <summary>Something that a replayed actor learnt beside its calls, at a point of its run that is the same in each run.</summary>
internal sealed class JournalEvent(JournalEventKind kind, long index)
{
    public JournalEventKind Kind { get; } = kind;

    /// <summary>The index of the actor's own call, or the number of its wait.</summary>
    public long Index { get; } = index;

    /// <summary>The position of the call during which, or after which, the actor learnt it; 0 for the constructor.</summary>
    public long During { get; set; }

    /// <summary>When it was journalled, in ticks of UTC.</summary>
    public long Time { get; set; }

    /// <summary>Arrival: the call, or a stand-in with its outcome.</summary>
    public ObjectRef? Outcome { get; init; }

    /// <summary>Ended: the error.</summary>
    public Exception? Error { get; init; }

    /// <summary>Value: what was learnt.</summary>
    public object? Value { get; init; }

    /// <summary>Continued: the code that goes on. It is not journalled: in a replay the await is there again and brings its own.</summary>
    public Action? Code { get; set; }
}
