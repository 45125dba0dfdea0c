using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Scheduling;

/// <summary>Puts what a captured actor or task starts into its placement group, unless it has a strategy of its own.</summary>
internal static class GroupCapture
{
    /// <exception cref="ArgumentException">It fits no bundle.</exception>
    public static ActorSpec Apply(ActorSpec spec, RayRuntime runtime) =>
        spec.HasStrategy || Strategy(runtime) is not { } strategy ? spec : Checked(strategy, spec.Shape, spec.ClassName, spec.With);

    /// <exception cref="ArgumentException">It fits no bundle.</exception>
    public static TaskSpec Apply(TaskSpec spec, string name, RayRuntime runtime) =>
        spec.HasStrategy || Strategy(runtime) is not { } strategy ? spec : Checked(strategy, spec.Shape, spec.Name ?? name, spec.With);

    private static TSpec Checked<TSpec>(SchedulingStrategy strategy, ResourceShape shape, string who, Func<PlacementRule, TSpec> with)
    {
        strategy.Check(shape.ToPlace, shape.ToHold, who);
        return with(strategy.Rule);
    }

    private static SchedulingStrategy? Strategy(RayRuntime runtime) =>
        Frame.Current?.Root is { } frame && (frame.Cell?.Grant ?? frame.Task?.Grant) is { Captures: true, Bundle: { } bundle }
        && runtime.Groups.FindOrAsk(bundle.Group) is { } group
            ? SchedulingStrategy.PlacementGroup(new PlacementGroup(group.Spec))
            : null;
}
