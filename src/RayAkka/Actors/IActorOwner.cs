namespace RayAkka.Actors;

/// <summary>Who is told what becomes of an incarnation: the actor's record, or what carries the news to the node of the record.</summary>
internal interface IActorOwner
{
    /// <summary>The constructor is done.</summary>
    void OnStarted(ActorShell shell);

    /// <summary>The constructor threw.</summary>
    void OnConstructorFailed(ActorShell shell, Exception thrown);

    /// <summary>The actor ends because it was asked to: the last handle is gone, or it called ExitActor.</summary>
    void OnExiting(ActorShell shell, ExitReason reason);

    /// <summary>The incarnation is lost by an accident inside its node; it is killed next.</summary>
    void OnCrashed(ActorShell shell, string reason, Exception? cause);

    /// <summary>The actor ends for good, since no incarnation of it can go on; it is killed next.</summary>
    void OnStopped(ActorShell shell, string reason, Exception? cause);

    /// <summary>Calls that the incarnation took and will not answer, in order.</summary>
    /// <param name="shell">The incarnation.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="first">Whether this is the answer to Kill, not a call that came late.</param>
    void OnDrained(ActorShell shell, List<ObjectRef> calls, bool first);

    /// <summary>The user's code has left the incarnation, the object is disposed where it should be, and its resources are free.</summary>
    void OnEnded(ActorShell shell);
}
