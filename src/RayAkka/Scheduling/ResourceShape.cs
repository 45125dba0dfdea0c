namespace RayAkka.Scheduling;

/// <summary>
/// What a request needs of a node. Requests of equal shapes are interchangeable for placement, so they share one queue; keep one
/// instance a call site: the scheduler remembers on it where that queue is.
/// </summary>
internal sealed class ResourceShape : IEquatable<ResourceShape>
{
    private readonly KeyValuePair<string, LabelSelector>[] _labels; // by key, ordinal
    private readonly int _hash;

    /// <summary>Makes a shape. What is held must be free as well, so the larger of the two amounts of each kind is needed to place.</summary>
    internal ResourceShape(ResourceSet toPlace, ResourceSet toHold, IReadOnlyDictionary<string, LabelSelector>? labels, PlacementRule? rule = null)
    {
        ToPlace = ResourceSet.Max(toPlace, toHold);
        ToHold = toHold;
        Rule = rule ?? PlacementRule.Default;
        _labels = labels is null ? [] : [.. labels.OrderBy(static label => label.Key, StringComparer.Ordinal)];

        var hash = new HashCode();
        hash.Add(ToPlace);
        hash.Add(ToHold);
        hash.Add(Rule);
        foreach (var (key, value) in _labels)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>A shape that needs nothing.</summary>
    internal static ResourceShape None { get; } = new(ResourceSet.Empty, ResourceSet.Empty, null);

    /// <summary>What must be free on a node to place the request there.</summary>
    internal ResourceSet ToPlace { get; }

    /// <summary>What the grant holds until it is released.</summary>
    internal ResourceSet ToHold { get; }

    /// <summary>Which nodes come into question beyond what they have, and which of them first.</summary>
    internal PlacementRule Rule { get; }

    /// <summary>What the node's labels must be, ordered by key.</summary>
    internal ReadOnlySpan<KeyValuePair<string, LabelSelector>> Labels => _labels;

    /// <summary>Where the scheduler that saw this instance last keeps its queue; only a hint.</summary>
    internal ShapeQueue? QueueHint { get; set; }

    /// <summary>The same needs under another rule.</summary>
    internal ResourceShape With(PlacementRule rule) => new(ToPlace, ToHold, _labels.ToDictionary(StringComparer.Ordinal), rule);

    internal bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, selector) in _labels)
        {
            if (!selector.Matches(labels.GetValueOrDefault(key)))
                return false;
        }

        return true;
    }

    internal static ResourceShape Read(Wire.WireReader reader)
    {
        var toPlace = ResourceSet.Read(reader);
        var toHold = ResourceSet.Read(reader);
        var labels = new Dictionary<string, LabelSelector>(StringComparer.Ordinal);
        try
        {
            for (var left = reader.Count(2); left > 0; left--)
                labels[reader.Text()] = LabelSelector.Parse(reader.Text());
        }
        catch (ArgumentException e)
        {
            throw new Wire.WireFormatException(e.Message, e);
        }

        return new ResourceShape(toPlace, toHold, labels, PlacementRule.Read(reader));
    }

    internal void Write(Wire.WireWriter writer)
    {
        ToPlace.Write(writer);
        ToHold.Write(writer);
        writer.Varint((ulong)_labels.Length);
        foreach (var (key, value) in _labels)
        {
            writer.String(key);
            writer.String(value.ToString());
        }

        Rule.Write(writer);
    }

    public bool Equals(ResourceShape? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && ToPlace.Equals(other.ToPlace) && ToHold.Equals(other.ToHold) && Rule.Equals(other.Rule)
            && _labels.AsSpan().SequenceEqual(other._labels));

    public override bool Equals(object? obj) => Equals(obj as ResourceShape);

    public override int GetHashCode() => _hash;

    /// <summary>"1 CPU, 0.5 GPU, zone=a".</summary>
    public override string ToString()
    {
        string[] parts = [.. ToPlace.Kinds().Select(kind => ResourceAmount.Describe(kind, ToPlace.AmountOf(kind))), .. _labels.Select(label => label.Value.Describe(label.Key))];
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }
}
