namespace RayAkka;

/// <summary>The base of everything that can go wrong on the remote side of a call.</summary>
public class RayException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public RayException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public RayException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public RayException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the user asked for what happened (Kill, ExitActor, Shutdown), so that nobody need be told who did not look.</summary>
    internal bool IsRoutine { get; init; }

    /// <summary>A copy to throw: several readers may throw the error of one ref at the same time, each with a stack trace of its own.</summary>
    internal RayException Rethrowable() => (RayException)MemberwiseClone();
}
