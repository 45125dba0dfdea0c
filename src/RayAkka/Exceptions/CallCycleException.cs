namespace RayAkka;

/// <summary>
/// Calls wait for each other in a circle, none with a time limit, so none could ever end. Thrown by the wait that would close the circle.
/// Ray has no such error: the calls hang.
/// </summary>
public sealed class CallCycleException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public CallCycleException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public CallCycleException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CallCycleException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CallCycleException(IReadOnlyList<string> cycle)
        : base($"These calls wait for each other and none can end: {string.Join(" -> ", cycle)} -> {cycle[0]}. " +
            "Return the ref instead of waiting for it, wait with a time limit, or raise MaxConcurrency.") => Cycle = cycle;

    /// <summary>The calls in the circle, each waiting for the next and the last for the first.</summary>
    public IReadOnlyList<string> Cycle { get; } = [];
}
