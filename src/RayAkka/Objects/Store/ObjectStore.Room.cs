using RayAkka.Execution;

namespace RayAkka.Objects.Store;

/// <content>How room is made. One thread at a time writes to the disk; those that need room wait for it.</content>
internal sealed partial class ObjectStore
{
    private readonly Lock _making = new();
    private long _sinceCollection;
    private int _trimming;
    private bool _hasFailed;

    /// <summary>Takes room for an object, or throws; others leave memory for it.</summary>
    /// <exception cref="ObjectStoreFullException">It is larger than the limit that was given, or nothing can leave.</exception>
    /// <exception cref="OutOfDiskException">What would have to leave does not fit on the disk.</exception>
    public void Take(long bytes)
    {
        if (TryTake(bytes))
        {
            return;
        }

        if (bytes > Limit && !IsGiven)
        {
            // The machine's share is a guess; what it refused alone would have worked without it.
            Interlocked.Add(ref _resident, bytes);
            return;
        }

        if (bytes > Limit)
        {
            throw new ObjectStoreFullException(
                $"An object of {bytes} bytes does not fit into the object store, whose limit is {Limit}; raise ObjectStoreMemory, or pass the object in parts.");
        }

        var isWorker = WorkerPool.EnterBlocked();
        try
        {
            MakeRoom(bytes);
        }
        finally
        {
            if (isWorker)
            {
                WorkerPool.ExitBlocked();
            }
        }
    }

    /// <summary>Takes room for an object that is wanted now: if nothing can leave, the store grows beyond its limit.</summary>
    public void TakeAnyway(long bytes)
    {
        try
        {
            Take(bytes);
        }
        catch (RayException)
        {
            Interlocked.Add(ref _resident, bytes);
        }
    }

    /// <summary>Counts an object that came by itself, on a thread that may not wait for the disk: others leave soon.</summary>
    public void TakeAtOnce(long bytes)
    {
        if (Interlocked.Add(ref _resident, bytes) > Limit && Interlocked.Exchange(ref _trimming, 1) == 0)
        {
            WorkerPool.Shared.Enqueue(Trim);
        }
    }

    /// <summary>Gives room back that was taken and not used.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _resident, -bytes);

    private bool TryTake(long bytes)
    {
        var resident = Resident;
        while (resident + bytes <= Limit)
        {
            var before = Interlocked.CompareExchange(ref _resident, resident + bytes, resident);
            if (before == resident)
            {
                Interlocked.Add(ref _sinceCollection, bytes);
                return true;
            }

            resident = before;
        }

        return false;
    }

    private void MakeRoom(long bytes)
    {
        lock (_making)
        {
            while (!TryTake(bytes))
            {
                if (!LetGo() && !CollectGarbage(atLeast: 1))
                {
                    // Nothing can leave, but what was here may have been forgotten meanwhile.
                    if (TryTake(bytes))
                    {
                        return;
                    }

                    throw new ObjectStoreFullException(
                        $"The object store is full: an object of {bytes} bytes needs room, {Resident} of {Limit} bytes are in use, and none of it can leave memory; raise ObjectStoreMemory, or drop refs.");
                }
            }
        }
    }

    private void Trim()
    {
        Volatile.Write(ref _trimming, 0);
        try
        {
            lock (_making)
            {
                while (Resident > Limit && LetGo())
                {
                    // Until it fits.
                }
            }
        }
        catch (RayException e)
        {
            _runtime.Log.SpillFailed(e);
        }
    }

    // Under the lock of those who make room. False if nothing is left that could leave.
    private bool LetGo()
    {
        if (CollectGarbage(atLeast: Math.Max(1, Limit / 4)))
        {
            return true;
        }

        while (TakeOldest() is { } entry)
        {
            if (entry.Target is not { } reference)
            {
                Forget(entry);
                return true;
            }

            try
            {
                if (Leave(entry, reference))
                {
                    return true;
                }
            }
            catch (Exception)
            {
                Enter(entry);
                throw;
            }
        }

        return false;
    }

    private bool Leave(StoredEntry entry, ObjectRef reference)
    {
        if (reference.PeekObject() is not { } value)
        {
            return false;
        }

        if (TryEvict(entry, reference, atAnyPrice: false))
        {
            return true;
        }

        try
        {
            entry.File ??= Spill(value);
        }
        catch (OutOfDiskException)
        {
            if (TryEvict(entry, reference, atAnyPrice: true) || EvictAny())
            {
                return true;
            }

            throw;
        }

        if (entry.File is null)
        {
            // It stays, and is looked at no more.
            return false;
        }

        GoAway(entry, reference, new SpilledValue(this, entry));
        return true;
    }

    private void GoAway(StoredEntry entry, ObjectRef reference, ObjectLocation where)
    {
        reference.Leave(where);
        lock (_gate)
        {
            SetResident(entry, false);
        }

        if (entry.IsForgotten)
        {
            // Forgotten while it was written.
            Delete(entry.File);
        }
    }

    private SpillFile? Spill(object value)
    {
        if (IsClosed)
        {
            return null;
        }

        try
        {
            var file = _folder.Write(value);
            Spills++;
            Interlocked.Add(ref _onDisk, file.Length);
            return file;
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                _runtime.Log.SpillFailed(e);
            }

            return null;
        }
    }

    // What nobody refers to any more counts until the collector has looked. To ask it costs less than to write living objects to disk for dead ones'
    // sake; but no more than once each time a quarter of the limit was added.
    private bool CollectGarbage(long atLeast)
    {
        if (Volatile.Read(ref _sinceCollection) < atLeast)
        {
            return false;
        }

        Volatile.Write(ref _sinceCollection, 0);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        var dead = new List<StoredEntry>();
        lock (_gate)
        {
            dead.AddRange(_list.Where(entry => entry.Target is null));
        }

        dead.ForEach(Forget);
        return dead.Count > 0;
    }
}
