namespace RayAkka;

/// <summary>No node of the cluster can ever run the task; the message names what is missing. Ray's <c>TaskUnschedulableError</c>.</summary>
public sealed class TaskUnschedulableException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public TaskUnschedulableException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public TaskUnschedulableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public TaskUnschedulableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
