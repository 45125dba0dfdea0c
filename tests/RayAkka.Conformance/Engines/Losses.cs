namespace RayAkka.Conformance.Engines;

/// <summary>How bad an engine is.</summary>
/// <param name="Drop">The share of envelopes that never arrive, 0 to 1.</param>
/// <param name="Repeat">The share that arrives twice.</param>
/// <param name="Delay">The share that is held back for a time.</param>
/// <param name="Window">Among how many of the oldest envelopes the next to arrive is drawn; 1 keeps the order.</param>
internal sealed record Losses(double Drop, double Repeat, double Delay, int Window)
{
    public static Losses Heavy { get; } = new(Drop: 0.08, Repeat: 0.10, Delay: 0.02, Window: 16);

    /// <summary>Everything but losses and delays: what works without a clock.</summary>
    public static Losses NoneLost { get; } = Heavy with { Drop = 0, Delay = 0 };
}
