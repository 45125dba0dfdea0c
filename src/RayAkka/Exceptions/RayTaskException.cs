namespace RayAkka;

/// <summary>
/// The user's code threw. <see cref="Exception.InnerException"/> is what it threw, with the stack trace of the remote side. Ray's
/// <c>RayTaskError</c>.
/// </summary>
public class RayTaskException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public RayTaskException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public RayTaskException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">What the user's code threw.</param>
    public RayTaskException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal RayTaskException(string callName, Exception thrown, Exception isolated, ActorId actor, NodeId node)
        : base($"{callName} threw {thrown.GetType().FullName}: {thrown.Message} ({(actor.IsNil ? "" : $"actor {actor}, ")}node {node})", isolated)
    {
        CallName = callName;
        OriginalTypeName = thrown.GetType().FullName ?? thrown.GetType().Name;
        RemoteStackTrace = thrown.ToString();
        ActorId = actor;
        NodeId = node;
    }

    /// <summary>Stands for an exception whose type is not known here.</summary>
    internal RayTaskException(string message, string originalTypeName, string remoteStackTrace, Exception? innerException)
        : base(message, innerException)
    {
        OriginalTypeName = originalTypeName;
        RemoteStackTrace = remoteStackTrace;
    }

    /// <summary>The call that failed: <c>Class.Method</c>.</summary>
    public string CallName { get; } = "";

    /// <summary>The full name of the type of the user's exception, kept even where the type is not known.</summary>
    public string OriginalTypeName { get; } = "";

    /// <summary>The user's exception as text, with its stack trace on the remote side and its causes.</summary>
    public string RemoteStackTrace { get; } = "";

    /// <summary>The actor whose method threw; nil for a task.</summary>
    public ActorId ActorId { get; }

    /// <summary>The node on which the code ran.</summary>
    public NodeId NodeId { get; }
}
