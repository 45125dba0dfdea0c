namespace RayAkka.Actors;

/// <summary>One incarnation of an actor, as its record sees it: here or on another node.</summary>
internal abstract class ActorShell : CallSink
{
    /// <summary>The node it lives on.</summary>
    public abstract NodeId Node { get; }

    /// <summary>The shell itself if it is in this process, else null.</summary>
    public virtual ActorCell? Cell => null;

    /// <summary>Starts the constructor.</summary>
    public abstract void Start();

    /// <summary>
    /// Ends the incarnation now. The calls that it has not answered come back through <see cref="IActorOwner.OnDrained"/>, once, in order.
    /// </summary>
    /// <param name="graceful">Whether the object is disposed once the user's code has left it.</param>
    public abstract void Kill(bool graceful);

    /// <summary>The node of the incarnation is gone without a word; nothing can be sent to it.</summary>
    public abstract void Lose();
}
