namespace RayAkka;

/// <summary>Something in the call journal of an actor is not what was written there. The actor is not rebuilt from it: its state would be made up.</summary>
public sealed class JournalCorruptException : JournalException
{
    /// <summary>Makes an exception without a message.</summary>
    public JournalCorruptException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what is damaged, and where.</param>
    public JournalCorruptException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what is damaged, and where.</param>
    /// <param name="innerException">The cause.</param>
    public JournalCorruptException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The actor whose journal it is.</summary>
    public ActorId ActorId { get; init; }

    /// <summary>The position of the damaged record; 0 if it is the checkpoint or the directory entry.</summary>
    public long Position { get; init; }
}
