namespace RayAkka.Examples.Gym;

/// <summary>
/// The cross-entropy method: draw policies from a normal distribution, keep the best quarter, fit the distribution to those, repeat. A little
/// noise that fades keeps the spread from collapsing before the search has found its way (Szita and Lőrincz 2006).
/// </summary>
internal sealed class CrossEntropySearch(int population, int seed)
{
    private const int Dimensions = 4;

    private readonly Random _random = new(seed);
    private readonly double[] _mean = new double[Dimensions];
    private readonly double[] _deviation = [1, 1, 1, 1];
    private int _generation;

    /// <summary>The middle of the distribution: the search's answer.</summary>
    public LinearPolicy Best => new(_mean[0], _mean[1], _mean[2], _mean[3]);

    public LinearPolicy[] Draw()
    {
        var policies = new LinearPolicy[population];
        for (var i = 0; i < population; i++)
        {
            policies[i] = new LinearPolicy(Normal(0), Normal(1), Normal(2), Normal(3));
        }

        return policies;
    }

    /// <summary>Learns from the returns of the policies drawn last, in their order.</summary>
    public void Learn(LinearPolicy[] policies, double[] returns)
    {
        var order = (double[])returns.Clone();
        Array.Sort(order, policies);
        var elite = policies.AsSpan(policies.Length - (policies.Length / 4));
        var noise = Math.Max(0, 0.3 - (0.05 * _generation++));
        Fit(elite, 0, static p => p.Position, noise);
        Fit(elite, 1, static p => p.Speed, noise);
        Fit(elite, 2, static p => p.Angle, noise);
        Fit(elite, 3, static p => p.AngularSpeed, noise);
    }

    private void Fit(ReadOnlySpan<LinearPolicy> elite, int dimension, Func<LinearPolicy, double> weight, double noise)
    {
        double sum = 0;
        double squares = 0;
        foreach (var policy in elite)
        {
            var w = weight(policy);
            sum += w;
            squares += w * w;
        }

        var mean = sum / elite.Length;
        _mean[dimension] = mean;
        _deviation[dimension] = Math.Sqrt(Math.Max(0, (squares / elite.Length) - (mean * mean))) + noise;
    }

    private double Normal(int dimension)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return _mean[dimension] + (_deviation[dimension] * radius * Math.Cos(2 * Math.PI * _random.NextDouble()));
    }
}
