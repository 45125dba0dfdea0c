namespace RayAkka.Recovery;

/// <summary>The first byte of a record in a stored journal. A number is never given a second meaning.</summary>
internal enum JournalRecordKind : byte
{
    /// <summary>An incarnation goes on from here. Types have new numbers from here on.</summary>
    Opened = 1,

    /// <summary>A call; the first has position 1, or that behind the checkpoint's.</summary>
    Call = 2,

    /// <summary>A <see cref="JournalEvent"/>.</summary>
    Event = 3,

    /// <summary>An <see cref="OutboundCall"/>.</summary>
    Outbound = 4,

    /// <summary>The call at the position is about to run again, and is suspected of ending the process.</summary>
    Attempt = 5,

    /// <summary>The call at the position has crashed the actor, while the process lived on.</summary>
    Crashed = 6,

    /// <summary>Every call before has run again.</summary>
    Recovered = 7,
}
