using RayAkka.Objects.Lineage;
using RayAkka.Objects.Store;

namespace RayAkka.Objects;

/// <summary>What a ref carries only if its object is large.</summary>
internal sealed class LargeObject
{
    /// <summary>Where the object is, or how it comes back, while the ref does not hold it.</summary>
    public ObjectLocation? Location;

    /// <summary>The object's entry in the object store; it is there before the ref is complete with an object that is counted.</summary>
    public StoredTicket? Ticket { get; set; }

    /// <summary>Where the result comes from a second time; null where it does not.</summary>
    public IResultSource? Source { get; set; }

    /// <summary>A put object of this process: the copies on other nodes; null without.</summary>
    public Copies.CopyLease? Copies { get; set; }

    /// <summary>A borrowed object: whether there are copies of it that outlive its owner.</summary>
    public bool HasCopies { get; set; }

    /// <summary>A borrowed object: a copy that another node has, for when the owner is gone.</summary>
    public ObjectRef? Offered { get; set; }

    /// <summary>How often the owner was asked where the object is.</summary>
    public int Questions { get; set; }
}
