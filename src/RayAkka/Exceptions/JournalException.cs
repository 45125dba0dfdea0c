namespace RayAkka;

/// <summary>The call journal of a Replay actor could not be read or written: the disk is full, the database is not reachable, a file is not one.</summary>
public class JournalException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public JournalException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public JournalException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public JournalException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether what should have been written may be there all the same (a commit was under way when the store failed). False: it certainly is not.
    /// </summary>
    public bool MayHaveTakenEffect { get; init; }
}
