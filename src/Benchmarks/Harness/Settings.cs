namespace RayAkka.Benchmarks.Harness;

/// <summary>How long to measure. A smoke run only shows that every benchmark works; its numbers mean nothing.</summary>
internal sealed record Settings
{
    public static Settings Full { get; } = new();

    public static Settings Smoke { get; } = new() { IsSmoke = true, WarmUp = TimeSpan.Zero, Round = TimeSpan.Zero, Rounds = 1, Pairs = 2 };

    public bool IsSmoke { get; private init; }

    /// <summary>How long each work runs untimed: the compiler recompiles hot code in the background for about a second.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>The shortest timed stretch.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(0.4);

    /// <summary>How many rounds each work gets.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>How many short alternating pairs a bimodal benchmark gets.</summary>
    public int Pairs { get; init; } = 30;
}
