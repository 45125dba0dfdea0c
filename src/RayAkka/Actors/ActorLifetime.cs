namespace RayAkka;

/// <summary>How long an actor lives when nobody holds a handle to it any more. Ray's <c>lifetime</c> option.</summary>
public enum ActorLifetime
{
    /// <summary>The actor ends some time after its last strong handle is gone, and with its owner. The default.</summary>
    NonDetached = 0,

    /// <summary>The actor has no owner and ends only by <c>Ray.Kill</c>, <c>Ray.ExitActor</c> or the end of the cluster.</summary>
    Detached = 1,
}
