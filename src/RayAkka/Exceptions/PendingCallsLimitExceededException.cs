namespace RayAkka;

/// <summary>
/// A call was not submitted, because too many are open: of its caller (<see cref="ActorOptions.MaxPendingCalls"/>), or of all
/// (<see cref="ActorOptions.MailboxCapacity"/>). <c>RemoteAsync</c> waits for room instead. Ray's <c>PendingCallsLimitExceeded</c>.
/// </summary>
public sealed class PendingCallsLimitExceededException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public PendingCallsLimitExceededException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public PendingCallsLimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public PendingCallsLimitExceededException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
