namespace RayAkka;

/// <summary>The node that ran a task was lost, and the task has no retries left. Ray's <c>NodeDiedError</c>.</summary>
public sealed class NodeDiedException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public NodeDiedException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public NodeDiedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public NodeDiedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The node that was lost.</summary>
    public NodeId NodeId { get; init; }
}
