namespace RayAkka.Actors;

/// <summary>What the end of a run of a call means for the actor.</summary>
internal enum CallVerdict
{
    /// <summary>The call has its result or error, or what it came to does not count any more.</summary>
    Settled = 0,

    /// <summary>The call runs again.</summary>
    Again = 1,

    /// <summary>The actor has crashed in it: the call has no result.</summary>
    Crashed = 2,
}
