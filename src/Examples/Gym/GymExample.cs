using System.CommandLine;
using RayAkka.Examples.Hosting;

namespace RayAkka.Examples.Gym;

/// <summary>Reinforcement learning: environments are actors, and a search plays in all of them at a time.</summary>
internal sealed class GymExample() : Example("gym", "A cross-entropy search learns CartPole in eight environments in parallel.")
{
    private const double Solved = 475; // the mean return at which CartPole-v1 counts as solved
    private const int MaxGenerations = 40;
    private const int Population = 32;
    private const int EpisodesPerPolicy = 3;
    private const int EpisodesPerTrial = 5;
    private const int FreshSeeds = 1_000_000; // far from every seed that the search plays

    private readonly Option<int?> _environments = CountOption.Create("--environments", "Environment actors (8).");
    private readonly Option<int?> _seed = new("--seed") { Description = "Seed of the search (7)." };

    public override IEnumerable<Option> Options => [_environments, _seed];

    public override async Task RunAsync(ExampleContext context)
    {
        var count = context.Value(_environments, full: 8, small: 8);
        var search = new CrossEntropySearch(Population, context.Value(_seed, full: 7, small: 7));
        Ray.Init(context.RayOptions);
        ActorHandle<CartPoleEnvironment>[] environments = [.. Enumerable.Range(0, count).Select(_ => CartPoleEnvironment.Remote())];

        var seed = 0;
        double trial = 0;
        for (var generation = 1; generation <= MaxGenerations && trial < CartPole.MaxSteps * 0.99; generation++)
        {
            // The generation is dealt out to the environments; a policy is four numbers and travels as an argument.
            var policies = search.Draw();
            ObjectRef<double>[] returns =
            [
                .. policies.Select((policy, i) => environments[i % count].MeanReturn.Remote(policy, seed + (i * EpisodesPerPolicy), EpisodesPerPolicy)),
            ];
            seed += Population * EpisodesPerPolicy;
            search.Learn(policies, [.. await Ray.GetAsync(returns)]);

            ObjectRef<double>[] trials =
            [
                .. environments.Select((e, i) => e.MeanReturn.Remote(search.Best, seed + (i * EpisodesPerTrial), EpisodesPerTrial)),
            ];
            seed += count * EpisodesPerTrial;
            trial = (await Ray.GetAsync(trials)).Average();
            context.Screen.Line($"generation {generation}: mean return {trial:F1} of {CartPole.MaxSteps}");
        }

        var rounds = context.Small ? 2 : 12;
        var result = await StepwiseEvaluation.MeanReturnAsync(environments, search.Best, FreshSeeds, rounds);
        context.Check(result >= Solved, $"mean return {result:F1} of {CartPole.MaxSteps} over {rounds * count} fresh episodes (solved is {Solved})");
    }
}
