namespace RayAkka.Recovery;

/// <summary>What a replayed actor may learn beside its calls. The numbers stand in journals.</summary>
internal enum JournalEventKind : byte
{
    /// <summary>The actor is made: the time that its constructor sees.</summary>
    Created = 1,

    /// <summary>The outcome of a remote call that the actor made.</summary>
    Arrival = 2,

    /// <summary>The time of a wait was over.</summary>
    TimedOut = 3,

    /// <summary>A wait was ended with an error: it closed a cycle, or its token fired.</summary>
    Ended = 4,

    /// <summary>The code behind an await of something that is not Ray's went on.</summary>
    Continued = 5,

    /// <summary>What the actor asked the runtime for.</summary>
    Value = 6,
}
