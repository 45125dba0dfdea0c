namespace RayAkka.Objects.Store;

/// <summary>
/// The memory of this process's large objects, and how it stays within its limit.
/// <para>
/// In .NET a ref holds its object and the garbage collector counts the refs, so the store holds nothing: it keeps the books, and tells refs to
/// let go. What counts is each object of <see cref="ObjectRef.LargeFrom"/> bytes or more that a ref of this process holds, by its known or
/// estimated size; smaller ones, structs and immutable graphs never do, and cost nothing.
/// </para>
/// <para>
/// An object is in one of three states. <b>Here</b>: its ref holds it, its bytes count. <b>Away</b>: the ref holds an
/// <see cref="ObjectLocation"/> instead (on disk, on another node, or how it is computed again) and is complete all the same; whoever waits
/// for the object itself has it brought back. <b>Forgotten</b>: the ref is gone; its file goes too.
/// </para>
/// </summary>
/// <remarks>
/// Invariants: (1) room is taken before an object is entered, under the lock <c>_making</c> or where there is enough, so the bytes here exceed the
/// limit only by what was read back or received while nothing could leave; (2) an entry is in the list only while its ref is complete and has
/// told its waiters, so a ref that is told to leave is never about to tell anybody; (3) whoever takes an entry out of the list, under
/// <c>_gate</c>, alone decides what becomes of it; (4) a reader needs no lock and no pin: it takes the reference out of the ref, and the collector keeps
/// what it took; if it found none, the object is away and the reader has it brought back. So what a running call has read is its own, like a
/// reader's copy, and letting go of the store's object takes nothing from it; (5) a spilled object keeps its file until it is forgotten, so
/// leaving again costs nothing.
/// <para>
/// Who leaves: the least recently used. An object that another living node has is let go, since it can be fetched again. A task's result that can be
/// computed in less time than the disk would take is let go, since it can be computed again; one that took longer is not, for a program would
/// repeat an hour's work because of a large array somewhere else; nor is a function's first large result, before which nobody looked at the clock. All others are spilled. If the disk is full, whatever can be
/// computed again goes.
/// </para>
/// </remarks>
internal sealed partial class ObjectStore : IDisposable
{
    // Ray's share for its object store.
    private const double DefaultShare = 0.3;

    private readonly RayRuntime _runtime;
    private readonly Lock _gate = new();
    private readonly LinkedList<StoredEntry> _list = [];
    private readonly SpillFolder _folder;
    private long _given;
    private long _resident;
    private long _onDisk;
    private long _clock;

    public ObjectStore(RayRuntime runtime, SpillFolder folder)
    {
        _runtime = runtime;
        _folder = folder;
        Give(runtime.Options.ObjectStoreMemory);
        folder.RemoveLeftovers();
    }

    public bool IsClosed { get; private set; }

    /// <summary>How many bytes may be here.</summary>
    public long Limit { get; private set; } = DefaultLimit;

    /// <summary>Whether somebody has said what the limit is.</summary>
    private bool IsGiven => Volatile.Read(ref _given) > 0;

    /// <summary>How many bytes of objects are here.</summary>
    public long Resident => Interlocked.Read(ref _resident);

    /// <summary>How many bytes of objects are on disk, whether they are here too or not.</summary>
    public long OnDisk => Interlocked.Read(ref _onDisk);

    /// <summary>How often an object was written to disk.</summary>
    public long Spills { get; private set; }

    /// <summary>How often an object was let go because it could be had again without the disk.</summary>
    public long Evictions { get; private set; }

    private static long DefaultLimit => (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * DefaultShare);

    /// <summary>Adds to the limit: the nodes of one process share its store.</summary>
    public void Give(long? bytes)
    {
        if (bytes is { } more)
        {
            lock (_gate)
            {
                _given += more;
                Limit = _given;
            }
        }
    }

    /// <summary>Replaces the limit, if a node says its own.</summary>
    public void Set(long? bytes)
    {
        if (bytes is { } limit)
        {
            lock (_gate)
            {
                Limit = _given = limit;
            }
        }
    }

    /// <summary>Enters an object whose room was taken, before its ref tells anybody that it is there.</summary>
    public StoredTicket Admit(ObjectRef reference, object value, long bytes) =>
        new(this, new StoredEntry(reference, bytes, ArrayBytes.IsPlain(value)) { IsResident = true });

    /// <summary>The ref has told everybody: from now on the object can leave.</summary>
    public void Enlist(StoredEntry entry)
    {
        lock (_gate)
        {
            if (!entry.IsForgotten && entry.Node is null)
            {
                entry.Stamp = ++_clock;
                entry.Touch(_clock);
                entry.Node = _list.AddLast(entry);
            }
        }
    }

    public void Touch(StoredEntry entry) => entry.Touch(Interlocked.Increment(ref _clock));

    /// <summary>The ref is gone.</summary>
    public void Forget(StoredEntry entry)
    {
        SpillFile? file;
        lock (_gate)
        {
            if (entry.IsForgotten)
            {
                return;
            }

            entry.IsForgotten = true;
            if (entry.Node is { } node)
            {
                _list.Remove(node);
                entry.Node = null;
            }

            SetResident(entry, false);
            file = entry.File;
        }

        Delete(file);
    }

    /// <summary>Puts an object that is away into its ref again.</summary>
    public void ReadBack(StoredEntry entry, ObjectRef reference)
    {
        object value;
        try
        {
            TakeAnyway(entry.Bytes);
            value = SpillFolder.Read(entry.File!);
        }
        catch (Exception e)
        {
            Return(entry.Bytes);
            reference.FailAway(new ObjectLostException(
                IsClosed
                    ? $"The object of {reference.CallName} was on disk, and Ray was shut down; read it before."
                    : $"The object of {reference.CallName} could not be read back from disk: {e.Message}",
                e));
            return;
        }

        PutBack(entry, reference, value);
    }

    /// <summary>Puts an object that is away into its ref again; its room was taken.</summary>
    public void PutBack(StoredEntry entry, ObjectRef reference, object value)
    {
        lock (_gate)
        {
            // Counted already, by who took the room.
            entry.IsResident = true;
        }

        if (reference.TryReturn(value))
        {
            Enlist(entry);
        }
        else
        {
            lock (_gate)
            {
                SetResident(entry, false);
            }
        }
    }

    public void Dispose()
    {
        IsClosed = true;
        lock (_making)
        {
            try
            {
                _folder.Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next process that starts removes it.
                _runtime.Log.SpillFailed(e);
            }
        }
    }

    // Under the gate.
    private void SetResident(StoredEntry entry, bool isResident)
    {
        if (entry.IsResident != isResident)
        {
            entry.IsResident = isResident;
            Interlocked.Add(ref _resident, isResident ? entry.Bytes : -entry.Bytes);
        }
    }

    private void Delete(SpillFile? file)
    {
        if (file is not null)
        {
            Interlocked.Add(ref _onDisk, -file.Length);
            SpillFolder.Delete(file);
        }
    }
}
