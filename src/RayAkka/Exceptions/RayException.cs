namespace RayAkka;

/// <summary>The base of everything that went wrong on the remote side.</summary>
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
}
