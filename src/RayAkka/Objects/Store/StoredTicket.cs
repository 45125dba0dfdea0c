namespace RayAkka.Objects.Store;

/// <summary>What a ref holds of the store: its finalizer is how the store learns that the ref is gone, since refs have none.</summary>
internal sealed class StoredTicket(ObjectStore store, StoredEntry entry)
{
    ~StoredTicket()
    {
        // Not here: it may delete a file.
        if (!store.IsClosed)
        {
            Execution.WorkerPool.Shared.Enqueue(() => store.Forget(entry));
        }
    }

    public StoredEntry Entry => entry;

    public ObjectStore Store => store;

    /// <summary>The object is being read.</summary>
    public void Touch() => store.Touch(entry);
}
