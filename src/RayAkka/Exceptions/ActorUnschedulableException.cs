namespace RayAkka;

/// <summary>No node of the cluster can ever run the actor; the message names what is missing. Ray's <c>ActorUnschedulableError</c>.</summary>
public sealed class ActorUnschedulableException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public ActorUnschedulableException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public ActorUnschedulableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ActorUnschedulableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
