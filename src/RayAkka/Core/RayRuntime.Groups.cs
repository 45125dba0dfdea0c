using RayAkka.Execution;
using RayAkka.Scheduling;

namespace RayAkka;

/// <content>Placement groups.</content>
internal sealed partial class RayRuntime
{
    /// <summary>What this process knows of the placement groups.</summary>
    public GroupTable Groups { get; }

    /// <summary>Makes a placement group; it may have to wait for its places.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PlacementGroup CreateGroup(IReadOnlyList<ResourceShape> bundles, PlacementStrategy strategy, string? name, string? @namespace, bool isDetached)
    {
        var frame = Frame.Current?.Root;
        var owner = frame?.Cell is { Spec.IsDetached: true } ? Self.High : (frame?.Job ?? Job).Id.Low;
        var spec = new GroupSpec(new PlacementGroupId(_scope, NextCallerNumber()), name, @namespace ?? Namespace, strategy, bundles, isDetached, owner);
        return Scheduler.CreateGroup(spec) is { } holder
            ? throw new ArgumentException(
                $"The name '{name}' is already taken by another placement group ({holder.Id}) in the namespace '{spec.Namespace}'; choose another name, or use Ray.GetPlacementGroup.",
                nameof(name))
            : new PlacementGroup(spec);
    }

    /// <summary>A group was removed: what this process has in it ends.</summary>
    public void OnGroupRemoved(GroupSpec group)
    {
        if (IsCluster)
        {
            // The thread that brings the news must not wait for what is ended.
            WorkerPool.Shared.Enqueue(() => EndUsersOf(group.Id, group.Title));
        }
        else
        {
            EndUsersOf(group.Id, group.Title);
        }
    }

    /// <summary>Ends the actors that this process owns in a group, and the tasks that it runs there or has asked for.</summary>
    public void EndUsersOf(PlacementGroupId group, string title)
    {
        foreach (var actor in Actors.All)
        {
            if (actor.Spec.Shape.Rule.IsGroup && actor.Spec.Shape.Rule.Group == group)
            {
                actor.OnGroupRemoved(title);
            }
        }

        foreach (var host in _hosts.Values)
        {
            foreach (var run in host.RunsIn(group))
            {
                run.Lose();
                (run.Owner as Tasks.TaskRequest)?.OnGroupRemoved(title, codeMayRun: true);
                run.Cancel();
            }
        }

        foreach (var peer in _virtual.Values)
        {
            peer.Connection.EndTasksIn(group, title);
        }

        foreach (var peer in Peers.All)
        {
            peer.Connection.EndTasksIn(group, title);
        }
    }
}
