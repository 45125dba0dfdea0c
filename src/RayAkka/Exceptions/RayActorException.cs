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

    /// <summary>Why the actor is gone: its constructor's exception, the loss of its node; null if there is no more to say.</summary>
    public Exception? Cause => InnerException;
}
