namespace RayAkka.Examples.Gym;

/// <summary>
/// A CartPole as an actor, with the two ways to use an environment from afar: step by step, when the driver decides on each action, or a
/// whole episode in one call, when the policy can travel to the environment. The second costs one call instead of five hundred.
/// </summary>
[Remote]
internal sealed class CartPoleEnvironment
{
    private readonly CartPole _game = new();

    public CartPoleState Reset(int seed) => _game.Reset(seed);

    public StepResult Step(int action)
    {
        _game.Step(action);
        return new StepResult(_game.State, Reward: 1, _game.IsDone);
    }

    /// <summary>Plays whole episodes with one policy, from the seeds <paramref name="firstSeed"/> on, and returns the mean return.</summary>
    public double MeanReturn(LinearPolicy policy, int firstSeed, int episodes)
    {
        var total = 0;
        for (var seed = firstSeed; seed < firstSeed + episodes; seed++)
        {
            _game.Reset(seed);
            while (!_game.IsDone)
            {
                _game.Step(policy.Choose(_game.State));
                total++;
            }
        }

        return (double)total / episodes;
    }
}
