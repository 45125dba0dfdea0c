namespace RayAkka.Recovery;

/// <summary>What becomes of a call that has come to an incarnation.</summary>
internal enum CallDecision
{
    /// <summary>It has a record now and runs.</summary>
    Run,

    /// <summary>It ran before: the recorded call is its answer.</summary>
    Answered,

    /// <summary>It runs already: it ends as the recorded call does.</summary>
    Joined,

    /// <summary>Its caller has said that it has the answer, so nobody waits for one: it never runs.</summary>
    AlreadyAcknowledged,

    /// <summary>It comes from an incarnation of its caller that a newer one has replaced, and nobody has made it before: it never runs.</summary>
    Outdated,

    /// <summary>Its caller has as many unacknowledged calls here as one may have: it does not run.</summary>
    Full,

    /// <summary>The recorded call of the same name has another method or other arguments: it does not run.</summary>
    Differs,
}
