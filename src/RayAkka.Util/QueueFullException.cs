namespace RayAkka.Util;

/// <summary>A <see cref="RayQueue{T}"/> had no room in time. Ray's <c>Full</c>.</summary>
public sealed class QueueFullException : RayException
{
    /// <summary>Makes one without a message.</summary>
    public QueueFullException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened and what to do.</param>
    public QueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public QueueFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
