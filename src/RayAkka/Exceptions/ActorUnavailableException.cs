namespace RayAkka;

/// <summary>The actor is being rebuilt and the call is not to be tried again; it may or may not have run. Ray's <c>ActorUnavailableError</c>.</summary>
public sealed class ActorUnavailableException : RayActorException
{
    /// <summary>Makes an exception without a message.</summary>
    public ActorUnavailableException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public ActorUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ActorUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
