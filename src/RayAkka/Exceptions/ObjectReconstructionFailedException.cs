namespace RayAkka;

/// <summary>
/// The result of a task was lost and could not be computed again; the message says why: the task may not run again, its attempts are used up,
/// what it was called with is not kept any more or is itself lost. Ray's <c>ObjectReconstructionFailedError</c> and its subclasses.
/// </summary>
public sealed class ObjectReconstructionFailedException : ObjectLostException
{
    /// <summary>Makes an exception without a message.</summary>
    public ObjectReconstructionFailedException()
    {
    }

    /// <summary>Makes the exception with a message that names the call and the reason.</summary>
    /// <param name="message">The message.</param>
    public ObjectReconstructionFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and what caused the loss.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public ObjectReconstructionFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
