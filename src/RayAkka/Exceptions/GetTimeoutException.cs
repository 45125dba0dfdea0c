namespace RayAkka;

/// <summary>An object was not there in time. Ray's <c>GetTimeoutError</c>.</summary>
public sealed class GetTimeoutException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public GetTimeoutException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was waited for, and how long.</param>
    public GetTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">What was waited for, and how long.</param>
    /// <param name="innerException">The cause.</param>
    public GetTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
