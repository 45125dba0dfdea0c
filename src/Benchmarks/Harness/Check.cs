namespace RayAkka.Benchmarks.Harness;

/// <summary>A target and whether it was reached.</summary>
/// <param name="Text">The target with its limit.</param>
/// <param name="Passed">Whether the measured value keeps the limit.</param>
internal sealed record Check(string Text, bool Passed)
{
    public static Check AtLeast(string what, double measured, double limit) => new($"{what} >= {Numbers.Short(limit)}", measured >= limit);

    public static Check AtMost(string what, double measured, double limit) => new($"{what} <= {Numbers.Short(limit)}", measured <= limit);
}
