namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Something that waits for the next commit of a store.</summary>
internal abstract class StoreOperation(ActorId actor)
{
    public ActorId Actor { get; } = actor;

    /// <summary>Why this one has no effect although the commit it was part of has; null if it has one.</summary>
    public JournalException? Refusal { get; set; }

    /// <summary>Whether it writes, so that the commit must reach the disk.</summary>
    public virtual bool IsWrite => true;

    /// <summary>About how many bytes it adds to a commit.</summary>
    public virtual long Size => 0;

    /// <summary>Its commit is durable.</summary>
    public abstract void Complete();

    /// <summary>Its commit failed.</summary>
    public abstract void Fail(Exception exception);
}
