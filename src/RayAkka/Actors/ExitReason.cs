namespace RayAkka.Actors;

internal enum ExitReason
{
    /// <summary>The last strong handle is gone.</summary>
    OutOfScope = 0,

    /// <summary>The actor called Ray.ExitActor.</summary>
    ExitActor = 1,

    /// <summary>The node is leaving the cluster.</summary>
    NodeLeft = 2,

    /// <summary>Its owner has ended it, and is gone since.</summary>
    Killed = 3,
}
