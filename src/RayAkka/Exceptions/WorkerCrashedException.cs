namespace RayAkka;

/// <summary>The worker of a task ended before the task did: Ray was shut down, or the worker was lost and no retries are left. Ray's <c>WorkerCrashedError</c>.</summary>
public sealed class WorkerCrashedException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public WorkerCrashedException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public WorkerCrashedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public WorkerCrashedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
