namespace RayAkka;

/// <summary>
/// An object does not fit into the object store: it is larger than the store's limit, or what is there can neither be dropped nor written to
/// disk. Raise <see cref="RayOptions.ObjectStoreMemory"/>, or drop refs. Ray's <c>ObjectStoreFullError</c>.
/// </summary>
public sealed class ObjectStoreFullException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public ObjectStoreFullException()
    {
    }

    /// <summary>Makes the exception with a message that names the object's size and the limit.</summary>
    /// <param name="message">The message.</param>
    public ObjectStoreFullException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public ObjectStoreFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
