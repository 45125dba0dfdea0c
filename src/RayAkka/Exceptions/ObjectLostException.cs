namespace RayAkka;

/// <summary>
/// An object cannot be read any more: every node that held it is gone, and it cannot be made again. Ray's <c>ObjectLostError</c>.
/// </summary>
public class ObjectLostException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public ObjectLostException()
    {
    }

    /// <summary>Makes the exception with a message that says what was lost and why.</summary>
    /// <param name="message">The message.</param>
    public ObjectLostException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and what caused the loss.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public ObjectLostException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
