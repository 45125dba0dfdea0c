using RayAkka.Actors;

namespace RayAkka.Recovery;

/// <summary>What an actor with Recovery = Replay may be.</summary>
internal static class ReplayRules
{
    /// <exception cref="ArgumentException">The options or the class do not allow it; one sentence.</exception>
    public static void Check(Type actor, ActorSpec spec, RayRuntime runtime)
    {
        if (runtime.IsCluster && !runtime.Journals.IsStored)
        {
            throw new ArgumentException(
                $"{spec.ClassName} has Recovery = Replay, and its journal would be lost with its process; give the cluster a store for journals.", nameof(actor));
        }

        if (CheckpointPlan.Of(actor) is null && spec.CheckpointEvery > 0)
        {
            throw new ArgumentException(
                $"CheckpointEvery is {spec.CheckpointEvery} and {spec.ClassName} does not say what its state is; implement ICheckpointable<TState>, or mark its state with [Checkpoint].",
                nameof(actor));
        }
    }
}
