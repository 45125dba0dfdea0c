namespace RayAkka.Isolation;

/// <summary>Takes one kind of collection apart and builds it again.</summary>
internal abstract class Rebuilder
{
    /// <summary>What <see cref="TakeItems"/> gives an array of.</summary>
    public abstract Type ItemType { get; }

    /// <summary>A new array of the items, in an order from which <see cref="Build"/> gives the same collection.</summary>
    public abstract Array TakeItems(object original);

    /// <summary>A new array of the comparers; they are copied like anything else, the well-known ones stay what they are.</summary>
    public virtual object?[] TakeComparers(object original) => [];

    /// <summary>Builds a collection. Keys that have become equal since they were added are taken once.</summary>
    public abstract object Build(Array items, object?[] comparers);
}
