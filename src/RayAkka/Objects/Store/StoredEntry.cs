namespace RayAkka.Objects.Store;

/// <summary>One object in the books of the store. The ref holds it through its <see cref="StoredTicket"/>; the store knows the ref weakly.</summary>
internal sealed class StoredEntry(ObjectRef reference, long bytes, bool isPlainArray)
{
    private readonly WeakReference<ObjectRef> _target = new(reference);
    private long _lastUse;

    public long Bytes => bytes;

    /// <summary>Whether it is an array of plain numbers, whose bytes can travel as they are.</summary>
    public bool IsPlainArray => isPlainArray;

    /// <summary>When it was last put or read, by the store's own count.</summary>
    public long LastUse => Volatile.Read(ref _lastUse);

    /// <summary>The last use that its place in the store's list stands for.</summary>
    public long Stamp { get; set; }

    /// <summary>Where its bytes are on disk, once they were written; they stay good, since objects do not change.</summary>
    public SpillFile? File { get; set; }

    /// <summary>Its place among the objects that can leave memory; null while it is not in memory, or can never leave.</summary>
    public LinkedListNode<StoredEntry>? Node { get; set; }

    /// <summary>Whether its bytes count as being in memory; guarded by the store's lock.</summary>
    public bool IsResident { get; set; }

    /// <summary>Whether the ref is gone; guarded by the store's lock.</summary>
    public bool IsForgotten { get; set; }

    public ObjectRef? Target => _target.TryGetTarget(out var target) ? target : null;

    /// <summary>Another ref has taken the object over.</summary>
    public void MoveTo(ObjectRef owner) => _target.SetTarget(owner);

    public void Touch(long now) => Volatile.Write(ref _lastUse, now);
}
