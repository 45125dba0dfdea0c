using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka;

/// <summary>
/// A placement group: resources of several nodes, reserved together, for actors and tasks that name it in
/// <see cref="SchedulingStrategy.PlacementGroup"/>. A value: it can be passed, returned and stored. Ray's <c>PlacementGroup</c>.
/// </summary>
[Immutable]
public sealed class PlacementGroup : IEquatable<PlacementGroup>
{
    // As bytes, so that it travels and is copied as plain data.
    private readonly byte[] _spec;

    internal PlacementGroup(GroupSpec spec)
    {
        var writer = new WireWriter();
        spec.Write(writer);
        _spec = writer.ToArray();
    }

    /// <summary>The group's id.</summary>
    public PlacementGroupId Id => Spec.Id;

    /// <summary>Its name; null if it has none.</summary>
    public string? Name => Spec.Name;

    /// <summary>How its bundles lie to each other.</summary>
    public PlacementStrategy Strategy => Spec.Strategy;

    /// <summary>How many bundles it has.</summary>
    public int BundleCount => Spec.Bundles.Count;

    /// <summary>Its bundles. Ray's <c>bundle_specs</c>.</summary>
    public IReadOnlyList<Bundle> Bundles => [.. Spec.Bundles.Select(Bundle.Of)];

    /// <summary>Where it stands, as far as this process has heard.</summary>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public PlacementGroupState State => Recovery.ReplaySession.Ask(() => RayRuntime.Require().Groups.StateOf(Id));

    internal GroupSpec Spec => GroupSpec.Read(new WireReader(_spec));

    /// <summary>
    /// A ref to this group that is there when all bundles have their places. It fails with <see cref="PlacementGroupRemovedException"/> if the group is
    /// removed before. It costs no CPU. While a group waits for its places this gives the same ref each time.
    /// </summary>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public ObjectRef<PlacementGroup> Ready() => RayRuntime.Require().Groups.Ready(this);

    /// <summary>Waits, blocking the thread, until all bundles have their places.</summary>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <returns>False if the time was over before.</returns>
    /// <exception cref="PlacementGroupRemovedException">The group was removed.</exception>
    public bool Wait(TimeSpan? timeout = null)
    {
        var ready = Ready();
        return Ray.Wait([ready], timeout: timeout).Ready.Count > 0 && IsThere(ready);
    }

    /// <summary>Like <see cref="Wait"/>, without blocking.</summary>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if the time was over before.</returns>
    /// <exception cref="PlacementGroupRemovedException">The group was removed.</exception>
    public async Task<bool> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var ready = Ready();
        var result = await Ray.WaitAsync([ready], timeout: timeout, cancellationToken: cancellationToken).ConfigureAwait(Recovery.ReplaySession.KeepsContext);
        return result.Ready.Count > 0 && IsThere(ready);
    }

    /// <summary>
    /// Gives the reserved resources back. Actors that use the group die and its tasks fail, running ones with <see cref="WorkerCrashedException"/>; the name is free.
    /// Doing it twice does nothing. Resources that running code uses are free when that has ended. Ray's <c>remove_placement_group</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public void Remove()
    {
        var runtime = RayRuntime.Require();
        _ = Recovery.ReplaySession.Ask(() =>
        {
            runtime.Scheduler.RemoveGroup(Id);
            return true;
        });
    }

    /// <inheritdoc/>
    public bool Equals(PlacementGroup? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PlacementGroup);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    /// <summary>"the placement group 'train'".</summary>
    public override string ToString() => Spec.Title;

    private static bool IsThere(ObjectRef ready)
    {
        ready.ThrowIfFailed();
        return true;
    }
}
