namespace RayAkka;

/// <summary>
/// Work that was done again did not make the same remote calls as before, so that the calls could not be recognised: a task's next attempt called
/// another method than the one before, or with other arguments. The attempt has failed and is not tried again; what differed never ran.
/// </summary>
public sealed class NonDeterministicException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public NonDeterministicException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public NonDeterministicException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public NonDeterministicException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
