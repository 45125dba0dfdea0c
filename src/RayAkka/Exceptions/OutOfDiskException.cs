namespace RayAkka;

/// <summary>
/// The object store is full and the disk to which objects are spilled is, too. Free space below <see cref="RayOptions.StoragePath"/>, move it,
/// or drop refs. Ray's <c>OutOfDiskError</c>.
/// </summary>
public sealed class OutOfDiskException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public OutOfDiskException()
    {
    }

    /// <summary>Makes the exception with a message that names the folder.</summary>
    /// <param name="message">The message.</param>
    public OutOfDiskException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public OutOfDiskException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
