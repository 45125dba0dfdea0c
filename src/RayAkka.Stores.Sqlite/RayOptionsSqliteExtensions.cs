using RayAkka.Recovery.Stores;

namespace RayAkka;

/// <summary>Keeps journals in SQLite.</summary>
public static class RayOptionsSqliteExtensions
{
    /// <summary>
    /// Keeps the journals of Replay actors in a SQLite file on a local disk, which is made if it is not there. Every commit is flushed to the disk
    /// before anybody hears of it; the calls of all actors that wait share one. What was acknowledged survives the end and crash of the process and of
    /// the machine, but not the loss of its disk. Processes of one machine may share a file. <see cref="RayOptions.StoragePath"/> does
    /// the same with a file <c>journal.db</c> in that folder.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static RayOptions UseSqliteJournal(this RayOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return options with { Journal = new JournalChoice(JournalChoice.Sqlite, path) };
    }
}
