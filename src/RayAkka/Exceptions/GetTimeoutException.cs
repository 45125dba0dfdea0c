namespace RayAkka;

/// <summary>An object was not there in time: in a Get with a time limit, or within the Timeout of the call itself. Ray's <c>GetTimeoutError</c>.</summary>
public sealed class GetTimeoutException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public GetTimeoutException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public GetTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public GetTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
