using RayAkka.Recovery;
using RayAkka.Tasks;

namespace RayAkka;

public static partial class Ray
{
    /// <summary>
    /// Reserves resources for a group of actors and tasks: all bundles or none. It returns at once; see <see cref="RayAkka.PlacementGroup.Ready"/>. A group for which there is
    /// no room waits for it, also where no node could ever have it: <see cref="PendingDemand"/> says what it waits for. It ends with its job, unless it is
    /// detached. Bundles that are lost with their node get another place. Ray's <c>placement_group</c>.
    /// </summary>
    /// <param name="bundles">What each bundle reserves, on one node.</param>
    /// <param name="strategy">How the bundles lie to each other. Default <see cref="PlacementStrategy.Pack"/>.</param>
    /// <param name="name">The name under which <see cref="GetPlacementGroup"/> finds it, unique in its namespace. Default: unnamed.</param>
    /// <param name="lifetime">Whether it outlives its job. Default <see cref="ActorLifetime.NonDetached"/>.</param>
    /// <param name="namespace">The namespace of the name. Default: the job's.</param>
    /// <exception cref="ArgumentException">There is no bundle, one reserves nothing or a wrong amount, or the name is taken.</exception>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public static PlacementGroup PlacementGroup(
        IEnumerable<Bundle> bundles, PlacementStrategy strategy = PlacementStrategy.Pack, string? name = null, ActorLifetime lifetime = ActorLifetime.NonDetached, string? @namespace = null)
    {
        ArgumentNullException.ThrowIfNull(bundles);
        var runtime = RayRuntime.Require();
        Scheduling.ResourceShape[] shapes = [.. bundles.Select(static bundle => (bundle ?? throw new ArgumentException("A bundle is null.", nameof(bundles))).ToShape())];
        if (shapes.Length == 0)
        {
            throw new ArgumentException("A placement group has no bundle; give it one at least.", nameof(bundles));
        }

        if (!Enum.IsDefined(strategy))
        {
            throw new ArgumentException($"The strategy is {strategy}; it must be Pack, Spread, StrictPack or StrictSpread.", nameof(strategy));
        }

        if (!Enum.IsDefined(lifetime))
        {
            throw new ArgumentException($"The lifetime is {lifetime}; it must be NonDetached or Detached.", nameof(lifetime));
        }

        OptionRules.Name(name, nameof(name));
        OptionRules.Name(@namespace, nameof(@namespace));
        return ReplaySession.Ask(() => runtime.CreateGroup(shapes, strategy, name, @namespace, lifetime == ActorLifetime.Detached));
    }

    /// <summary>Finds a placement group by its name. Ray's <c>get_placement_group</c>.</summary>
    /// <param name="name">The name it was created with.</param>
    /// <param name="namespace">The namespace. Default: the job's.</param>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public static PlacementGroup GetPlacementGroup(string name, string? @namespace = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var runtime = RayRuntime.Require();
        var space = @namespace ?? runtime.Namespace;
        return ReplaySession.Ask(() => runtime.Scheduler.Groups().FirstOrDefault(group => group.Spec.Name == name && group.Spec.Namespace == space) is { } found
            ? new PlacementGroup(found.Spec)
            : null) ?? throw new ArgumentException($"There is no placement group named '{name}' in the namespace '{space}'; check both, and that it was not removed.", nameof(name));
    }

    /// <summary>The placement groups of the cluster and where their bundles lie. Ray's <c>placement_group_table</c>.</summary>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public static IReadOnlyList<PlacementGroupInfo> PlacementGroups() => [.. RayRuntime.Require().Scheduler.Groups().Select(PlacementGroupInfo.Of)];

    /// <summary>
    /// What waits for a place in the whole cluster, placement groups first, each kind of request once, and what it waits for.
    /// </summary>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public static IReadOnlyList<PendingDemand> PendingDemand() => RayRuntime.Require().Scheduler.Demand();
}
