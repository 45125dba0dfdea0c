namespace RayAkka;

/// <summary>The actor has ended for good. Ray's <c>ActorDiedError</c>.</summary>
public sealed class ActorDiedException : RayActorException
{
    /// <summary>Makes an exception without a message.</summary>
    public ActorDiedException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public ActorDiedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ActorDiedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the actor's constructor threw, or could not run for want of an argument, so that it never lived.</summary>
    public bool ConstructorFailed => Cause is ActorDeathCause.ConstructorFailed or ActorDeathCause.DependencyFailed;
}
