namespace RayAkka.Util;

/// <summary>A <see cref="RayQueue{T}"/> had no item in time. Ray's <c>Empty</c>.</summary>
public sealed class QueueEmptyException : RayException
{
    /// <summary>Makes one without a message.</summary>
    public QueueEmptyException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened and what to do.</param>
    public QueueEmptyException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public QueueEmptyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
