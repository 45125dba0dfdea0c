namespace RayAkka.Benchmarks.Harness;

/// <summary>What a benchmark found: one line of the report.</summary>
internal sealed record Result
{
    public required string Name { get; init; }

    /// <summary>The median and the best speed, in <see cref="Unit"/> a second.</summary>
    public required double Median { get; init; }

    public required double Best { get; init; }

    public string Unit { get; init; } = "calls";

    public double? BytesPerOperation { get; init; }

    /// <summary>The median of the rounds' speed in relation to the floor's.</summary>
    public double? RatioToFloor { get; init; }

    /// <summary>What the columns cannot say.</summary>
    public string Note { get; init; } = "";

    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>A result from rounds of a work and of its floor.</summary>
    public static Result From(string name, Series work, Series floor) => new()
    {
        Name = name,
        Median = work.Median,
        Best = work.Best,
        BytesPerOperation = work.BytesPerOperation,
        RatioToFloor = Quantiles.Median(work.RatiosTo(floor)),
    };
}
