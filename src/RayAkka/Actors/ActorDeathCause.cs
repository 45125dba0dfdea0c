namespace RayAkka;

/// <summary>Why an actor, or one incarnation of it, is gone. Ray's <c>death_cause</c>.</summary>
public enum ActorDeathCause
{
    /// <summary>Not known, as when the process that knew is gone.</summary>
    Unknown = 0,

    /// <summary><c>Ray.Kill</c>. Rebuilt only with <c>noRestart: false</c> and a restart left.</summary>
    Killed = 1,

    /// <summary>The actor called <c>Ray.ExitActor</c>. Never rebuilt.</summary>
    Exited = 2,

    /// <summary>The last strong handle is gone. Never rebuilt.</summary>
    OutOfScope = 3,

    /// <summary>The constructor threw, or could not be sent. Never rebuilt.</summary>
    ConstructorFailed = 4,

    /// <summary>An argument of the constructor failed. Never rebuilt.</summary>
    DependencyFailed = 5,

    /// <summary>
    /// The incarnation crashed while its node lives on: an exception of <see cref="ActorOptions.RestartOn"/>, an
    /// <see cref="OutOfMemoryException"/>, a call that ran longer than <see cref="ActorOptions.StuckAfter"/>, a failure of the engine.
    /// Rebuilt while restarts are left.
    /// </summary>
    WorkerCrashed = 6,

    /// <summary>The node is gone without a goodbye: its process was killed, or called Environment.FailFast, or cannot be reached. Rebuilt while restarts are left.</summary>
    NodeDied = 7,

    /// <summary>The node has left the cluster with a goodbye. Rebuilt while restarts are left.</summary>
    NodeRemoved = 8,

    /// <summary>The actor or process that created it is gone, and it is not detached. Never rebuilt.</summary>
    OwnerDied = 9,

    /// <summary>Ray was shut down.</summary>
    ShutDown = 10,

    /// <summary>No node can ever take the actor. Never rebuilt.</summary>
    Unschedulable = 11,

    /// <summary>The placement group in which it lived was removed. Never rebuilt.</summary>
    PlacementGroupRemoved = 12,
}
