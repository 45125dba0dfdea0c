namespace RayAkka.Scheduling;

/// <summary>
/// What a request needs of a node. Requests of equal shapes are interchangeable for placement, so they share one queue; keep one
/// instance a call site: the scheduler remembers on it where that queue is.
/// </summary>
internal sealed class ResourceShape : IEquatable<ResourceShape>
{
    private readonly KeyValuePair<string, string>[] _labels; // by key, ordinal
    private readonly int _hash;

    /// <summary>Makes a shape. What is held must be free as well, so the larger of the two amounts of each kind is needed to place.</summary>
    internal ResourceShape(ResourceSet toPlace, ResourceSet toHold, IReadOnlyDictionary<string, string>? labels)
    {
        ToPlace = ResourceSet.Max(toPlace, toHold);
        ToHold = toHold;
        _labels = labels is null ? [] : [.. labels.OrderBy(static label => label.Key, StringComparer.Ordinal)];

        var hash = new HashCode();
        hash.Add(ToPlace);
        hash.Add(ToHold);
        foreach (var (key, value) in _labels)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>What must be free on a node to place the request there.</summary>
    internal ResourceSet ToPlace { get; }

    /// <summary>What the grant holds until it is released.</summary>
    internal ResourceSet ToHold { get; }

    /// <summary>The labels that the node must carry, ordered by key.</summary>
    internal ReadOnlySpan<KeyValuePair<string, string>> Labels => _labels;

    /// <summary>Where the scheduler that saw this instance last keeps its queue; only a hint.</summary>
    internal ShapeQueue? QueueHint { get; set; }

    internal bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in _labels)
        {
            if (!labels.TryGetValue(key, out var found) || !string.Equals(found, value, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    public bool Equals(ResourceShape? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && ToPlace.Equals(other.ToPlace) && ToHold.Equals(other.ToHold)
            && _labels.AsSpan().SequenceEqual(other._labels));

    public override bool Equals(object? obj) => Equals(obj as ResourceShape);

    public override int GetHashCode() => _hash;
}
