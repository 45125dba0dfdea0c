namespace RayAkka.Benchmarks.Harness;

/// <summary>What a benchmark found: one line of the report.</summary>
internal sealed record Result
{
    public required string Name { get; init; }

    /// <summary>The median speed of the rounds, in <see cref="Unit"/> a second.</summary>
    public required double Median { get; init; }

    /// <summary>The best speed of the rounds, in <see cref="Unit"/> a second.</summary>
    public required double Best { get; init; }

    public string Unit { get; init; } = "calls";

    public double? BytesPerOperation { get; init; }

    /// <summary>The median of <see cref="Ratios"/>; null where no floor compares.</summary>
    public double? RatioToFloor { get; init; }

    /// <summary>Each round's speed in relation to the floor's round next to it.</summary>
    public IReadOnlyList<double> Ratios { get; init; } = [];

    /// <summary>What the columns cannot say.</summary>
    public string Note { get; init; } = "";

    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>The same measurement counted in other units: so many operations, or shares of one, to each.</summary>
    public Result In(string unit, double factor) => this with
    {
        Unit = unit,
        Median = Median * factor,
        Best = Best * factor,
        BytesPerOperation = BytesPerOperation / factor,
    };
}
