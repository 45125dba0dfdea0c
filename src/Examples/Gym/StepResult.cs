namespace RayAkka.Examples.Gym;

/// <summary>What a step brought: the new state, the reward, and whether the episode is over.</summary>
internal readonly record struct StepResult(CartPoleState State, double Reward, bool IsDone);
