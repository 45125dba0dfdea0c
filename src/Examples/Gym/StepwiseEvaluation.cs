namespace RayAkka.Examples.Gym;

/// <summary>Plays a policy that stays with the driver: each step of each environment is a call.</summary>
internal static class StepwiseEvaluation
{
    /// <summary>The mean return over <paramref name="rounds"/> episodes in each environment, every one from a seed of its own.</summary>
    public static async Task<double> MeanReturnAsync(
        ActorHandle<CartPoleEnvironment>[] environments, LinearPolicy policy, int firstSeed, int rounds)
    {
        double total = 0;
        for (var round = 0; round < rounds; round++)
        {
            var seeds = firstSeed + (round * environments.Length);
            ObjectRef<CartPoleState>[] resets = [.. environments.Select((e, i) => e.Reset.Remote(seeds + i))];
            var states = await Ray.GetAsync(resets);
            var playing = environments.Zip(states, (e, state) => (Environment: e, State: state)).ToList();

            // All environments that still play take a step at the same time; then the driver looks at all their answers at once.
            while (playing.Count > 0)
            {
                ObjectRef<StepResult>[] steps = [.. playing.Select(p => p.Environment.Step.Remote(policy.Choose(p.State)))];
                var results = await Ray.GetAsync(steps);
                total += results.Sum(r => r.Reward);
                playing = [.. playing.Zip(results).Where(p => !p.Second.IsDone).Select(p => (p.First.Environment, p.Second.State))];
            }
        }

        return total / (rounds * environments.Length);
    }
}
