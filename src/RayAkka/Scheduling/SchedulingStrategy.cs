using RayAkka.Scheduling;

namespace RayAkka;

/// <summary>
/// Where an actor or task goes among the nodes that have what it needs. Ray's <c>scheduling_strategy</c>.
/// </summary>
public sealed class SchedulingStrategy
{
    private SchedulingStrategy(PlacementRule rule, RayAkka.PlacementGroup? group = null)
    {
        Rule = rule;
        Group = group;
    }

    /// <summary>
    /// Ray's hybrid: nodes are filled in a stable order up to <see cref="RayOptions.SpreadThreshold"/>, then the least used one is taken; nodes with
    /// GPUs are kept for those who need them.
    /// </summary>
    public static SchedulingStrategy Default { get; } = new(PlacementRule.Default);

    /// <summary>In turn over all nodes that have room. Ray's <c>"SPREAD"</c>.</summary>
    public static SchedulingStrategy Spread { get; } = new(PlacementRule.Spread);

    internal PlacementRule Rule { get; }

    internal RayAkka.PlacementGroup? Group { get; }

    /// <summary>A group has bundles of a known size: what fits none of them is a mistake.</summary>
    /// <exception cref="ArgumentException">It fits none.</exception>
    internal void Check(ResourceSet toPlace, ResourceSet toHold, string who)
    {
        if (Group is null)
        {
            return;
        }

        var all = Group.Spec.Bundles;
        ResourceSet[] bundles = [.. (Rule.Bundle < 0 ? all : [all[Rule.Bundle]]).Select(static bundle => bundle.ToHold)];
        var where = Rule.Bundle < 0 ? $"no bundle of {Group}" : $"not the bundle {Rule.Bundle} of {Group}";
        if (!bundles.Any(bundle => bundle.Covers(toHold)))
        {
            throw new ArgumentException(
                $"{who} needs {toHold}, which fits {where} ({string.Join("; ", bundles.AsEnumerable())}); ask for less or make a group with larger bundles.");
        }

        if (!bundles.Any(bundle => bundle.Covers(toPlace)))
        {
            throw new ArgumentException(
                $"{who} needs {toPlace} to be created, which fits {where} ({string.Join("; ", bundles.AsEnumerable())}); set NumCpus to 0 or make a group with CPUs.");
        }
    }

    /// <summary>
    /// On one node, for which it waits while that is busy. If the node is gone, or could never take the request, it fails as unschedulable, or, if
    /// <paramref name="soft"/>, goes elsewhere. Ray's <c>NodeAffinitySchedulingStrategy</c>.
    /// </summary>
    /// <param name="node">The node, as in <see cref="Ray.Nodes"/>.</param>
    /// <param name="soft">Whether another node will do. Default false.</param>
    /// <exception cref="ArgumentException">The id names nothing.</exception>
    public static SchedulingStrategy NodeAffinity(NodeId node, bool soft = false) => node.IsNil
        ? throw new ArgumentException("The node id names nothing; take one from Ray.Nodes().", nameof(node))
        : new(PlacementRule.Affinity(node, soft));

    /// <summary>In a bundle of a placement group. Ray's <c>PlacementGroupSchedulingStrategy</c>.</summary>
    /// <param name="group">The group; what is submitted before it is ready waits for it.</param>
    /// <param name="bundleIndex">The bundle, counted from 0; -1, the default, for any that has room.</param>
    /// <param name="captureChildTasks">
    /// Whether the tasks and actors that the code starts go to the group too, to any bundle, unless they have a strategy of their own. Default false. What those
    /// start in turn does not.
    /// </param>
    /// <exception cref="ArgumentException">The group has no such bundle.</exception>
    public static SchedulingStrategy PlacementGroup(RayAkka.PlacementGroup group, int bundleIndex = -1, bool captureChildTasks = false)
    {
        ArgumentNullException.ThrowIfNull(group);
        return bundleIndex >= -1 && bundleIndex < group.BundleCount
            ? new(PlacementRule.InGroup(group.Id, bundleIndex, captureChildTasks), group)
            : throw new ArgumentException(
                $"The bundle index is {bundleIndex}; give 0 to {group.BundleCount - 1}, or -1 for any bundle of {group}.", nameof(bundleIndex));
    }
}
