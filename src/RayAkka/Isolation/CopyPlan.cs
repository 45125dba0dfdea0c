namespace RayAkka.Isolation;

/// <summary>How objects of one run-time type are copied. Built once a type, used by many threads.</summary>
internal abstract class CopyPlan(CopyKind kind)
{
    public CopyKind Kind { get; } = kind;

    /// <summary>
    /// Makes the object that stands for the original in the copy, and tells the context what is left to do to it. It must not walk into
    /// the graph: depth is the context's business. A plan of kind <see cref="CopyKind.Clone"/> does not touch the context.
    /// </summary>
    public abstract object Start(object original, CopyContext context);

    /// <summary>About how many bytes one such object takes, without what it refers to.</summary>
    public virtual long Weigh(object copy) => ObjectSize.Small;

    /// <summary>Replaces the references that the clone took over from its original by copies.</summary>
    public virtual void Fix(object copy, CopyContext context)
    {
    }
}
