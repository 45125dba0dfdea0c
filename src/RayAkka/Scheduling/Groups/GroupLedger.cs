namespace RayAkka.Scheduling;

/// <summary>A placement group in the ledger. The scheduler's lock guards it.</summary>
internal sealed class GroupLedger(GroupSpec spec, ulong version)
{
    private static long s_changes;

    internal GroupSpec Spec { get; } = spec;

    /// <summary>What each bundle has of its node; null while it has none.</summary>
    internal NodeLedger?[] Parts { get; } = new NodeLedger?[spec.Bundles.Count];

    /// <summary>Where the bundles lie as was reported, until all who could report have.</summary>
    internal IReadOnlyList<BundlePlace>? Reported { get; set; }

    internal PlacementGroupState State { get; set; }

    internal ulong Version { get; private set; } = version;

    /// <summary>A number that no other state of any group has.</summary>
    internal long Changes { get; private set; } = Interlocked.Increment(ref s_changes);

    internal bool IsComplete => Array.TrueForAll(Parts, static part => part is not null);

    internal List<NodeLedger> PartsFor(int bundle) => [.. (bundle < 0 ? Parts : [Parts[bundle]]).OfType<NodeLedger>()];

    /// <summary>Something has changed; returns the group as it is now.</summary>
    internal GroupRecord Change(PlacementGroupState state)
    {
        State = state;
        Version++;
        Changes = Interlocked.Increment(ref s_changes);
        return Record();
    }

    internal GroupRecord Record() =>
        new(Spec, Version, State, [.. Parts.Select(static part => part is null ? BundlePlace.None : new BundlePlace(part.Id, part.Bundle!.Reserved.GpuIds))]);
}
