namespace RayAkka.Recovery;

/// <summary>What stands in a journal does not fit the code that reads it. Trying again would not help.</summary>
internal sealed class UnreadableJournalException(string message, Exception cause) : JournalException(message, cause);
