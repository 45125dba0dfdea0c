namespace RayAkka;

/// <summary>How long an actor lives when nobody holds a handle to it any more. Ray's <c>lifetime</c> option.</summary>
public enum ActorLifetime
{
    /// <summary>The actor ends some time after its last strong handle is gone, and with its owner. The default.</summary>
    NonDetached = 0,

    /// <summary>
    /// The actor has no owner and ends only by <c>Ray.Kill</c>, <c>Ray.ExitActor</c>, a loss without restarts left, or the end of the cluster. On
    /// a cluster of processes it outlives its driver's process and the node that runs its life: every node knows what is needed to go on with
    /// it, so every node must know its class. Its creation is answered by the node that keeps the books, and handles among its
    /// constructor's arguments keep their actors alive only as long as the creating process lives. Embedded the process is the cluster.
    /// </summary>
    Detached = 1,
}
