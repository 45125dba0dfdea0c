namespace RayAkka;

/// <summary>
/// An object cannot be read any more because the process that made its first ref is gone; that process alone knew where it is. Ray's
/// <c>OwnerDiedError</c>.
/// </summary>
public sealed class OwnerDiedException : ObjectLostException
{
    /// <summary>Makes an exception without a message.</summary>
    public OwnerDiedException()
    {
    }

    /// <summary>Makes the exception with a message that names the owner.</summary>
    /// <param name="message">The message.</param>
    public OwnerDiedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and what caused it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public OwnerDiedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
