namespace RayAkka;

/// <summary>A call or task was cancelled before it had ended. Ray's <c>TaskCancelledError</c>.</summary>
public sealed class TaskCancelledException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public TaskCancelledException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public TaskCancelledException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public TaskCancelledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Why it was cancelled. Default <see cref="CancellationReason.User"/>.</summary>
    public CancellationReason Reason { get; init; } = CancellationReason.User;
}
