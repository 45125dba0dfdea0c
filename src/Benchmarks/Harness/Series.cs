namespace RayAkka.Benchmarks.Harness;

/// <summary>The rounds of one work, in the order in which they were timed.</summary>
internal sealed class Series(IReadOnlyList<Round> rounds)
{
    public double Median { get; } = Quantiles.Median(rounds.Select(round => round.PerSecond));

    public double Best { get; } = rounds.Max(round => round.PerSecond);

    /// <summary>The smallest of the rounds: what other threads allocate now and then is not the work's.</summary>
    public double BytesPerOperation { get; } = rounds.Min(round => round.BytesPerOperation);

    /// <summary>The speed of each round in relation to the other series' round that was timed next to it.</summary>
    public IReadOnlyList<double> RatiosTo(Series other) => [.. rounds.Zip(other.Rounds, (mine, its) => mine.PerSecond / its.PerSecond)];

    private IReadOnlyList<Round> Rounds => rounds;
}
