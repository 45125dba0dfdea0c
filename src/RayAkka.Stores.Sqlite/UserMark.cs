namespace RayAkka.Stores.Sqlite;

/// <summary>
/// A file beside the journal, locked for as long as the store is open: by it other processes see that the journal is in use. Of a mark that can be
/// locked the process is dead. Invariant: a process has its mark before it writes anything.
/// </summary>
internal sealed class UserMark : IDisposable
{
    private const string Suffix = ".user";
    private const int Attempts = 5;

    private readonly string _journal;
    private readonly string? _own;
    private readonly FileStream? _lock;

    public UserMark(string journal)
    {
        _journal = journal;
        for (var attempt = 0; attempt < Attempts && _lock is null; attempt++)
        {
            // Whoever looks for dead ones may have it before it is locked.
            _own = $"{journal}.{Guid.NewGuid():n}{Suffix}";
            try
            {
                _lock = new FileStream(_own, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                if (!File.Exists(_own))
                {
                    // Taken for that of a dead one.
                    _lock.Dispose();
                    _lock = null;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Whether the journal can be written will be seen.
            }
        }
    }

    /// <summary>Whether no other process has a mark; those of dead ones are removed.</summary>
    public bool IsAlone
    {
        get
        {
            if (_lock is null)
            {
                return false;
            }

            foreach (var mark in Directory.GetFiles(Path.GetDirectoryName(_journal)!, Path.GetFileName(_journal) + ".*" + Suffix))
            {
                if (!string.Equals(mark, _own, StringComparison.Ordinal) && !TryRemove(mark))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public void Dispose()
    {
        if (_lock is not null)
        {
            _lock.Dispose();
            TryRemove(_own!);
        }
    }

    private static bool TryRemove(string mark)
    {
        try
        {
            // Deleted while it is locked: nobody else can have taken it in between.
            new FileStream(mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
