namespace RayAkka;

/// <summary>A call could not be answered by its actor. Ray's <c>RayActorError</c>.</summary>
public class RayActorException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public RayActorException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public RayActorException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public RayActorException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The actor.</summary>
    public ActorId ActorId { get; init; }

    /// <summary>
    /// Why the actor, or the incarnation that the call was for, is gone. What was thrown then, if anything was, is the
    /// <see cref="Exception.InnerException"/>: the constructor's exception, the one that crashed the actor, the loss of its node.
    /// </summary>
    public ActorDeathCause Cause { get; init; }
}
