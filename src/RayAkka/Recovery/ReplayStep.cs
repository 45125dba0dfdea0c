namespace RayAkka.Recovery;

/// <summary>How far the turn of a replayed actor came.</summary>
internal enum ReplayStep
{
    /// <summary>What was to be done is done.</summary>
    Done,

    /// <summary>The code of a call waits for something from outside.</summary>
    Parked,

    /// <summary>The journal is being written.</summary>
    Committing,

    /// <summary>There is nothing to do.</summary>
    Idle,

    /// <summary>Others should have the thread.</summary>
    Again,

    /// <summary>The incarnation is dead and its code has left.</summary>
    Ended,
}
