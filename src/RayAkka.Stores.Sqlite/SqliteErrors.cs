using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;

namespace RayAkka.Stores.Sqlite;

/// <summary>Says in one sentence what is wrong with a file, and what to do.</summary>
internal sealed class SqliteErrors(string store, TimeSpan lockTimeout)
{
    private const int Perm = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>
    /// Whether the disk failed while it was written to: what is on it now is unknown, and what later commits report would be, too. Such a store takes nothing more.
    /// </summary>
    public static bool IsFatal(SqliteException exception) => exception.SqliteErrorCode is InputOutput or Corrupt or NotADatabase;

    public JournalException Translate(SqliteException exception, bool whileCommitting = false) => new(Sentence(exception), exception)
    {
        // A commit that found no room is rolled back as a whole. After a failed flush nobody knows what is on the disk.
        MayHaveTakenEffect = whileCommitting && exception.SqliteErrorCode == InputOutput,
    };

    /// <summary>What to say where the folder of the file cannot be made.</summary>
    public JournalException Unreachable(Exception exception) =>
        new($"{Named} cannot be made, since its folder does not exist and could not be created ({exception.Message.TrimEnd('.')}); name a folder that this process may write to.", exception);

    private string Named { get; } = Recovery.Stores.Sentence.Start(store);

    private string Sentence(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy or Locked => $"{Named} has been locked by another process for more than {lockTimeout.TotalSeconds:0.#} s; end that process, or what it does to the file.",
        Perm or ReadOnly => $"{Named} cannot be written to; let this process write to the file and its folder, or name another.",
        InputOutput => $"{Named} is on a disk that failed ({exception.SqliteExtendedErrorCode}); check the disk, then start the process again.",
        Corrupt => $"{Named} is damaged; put back a copy, or remove it and lose what is in it.",
        Full => $"{Named} could not grow, since its disk is full; make room on the disk.",
        CannotOpen => $"{Named} cannot be opened; see that its folder exists, that this process may write to it, and that the path names no folder.",
        NotADatabase => $"{Named} is not a SQLite database; name a file that does not exist yet, or one that RayAkka has made.",
        _ => $"{Named} failed: {exception.Message.TrimEnd('.')}.",
    };
}
