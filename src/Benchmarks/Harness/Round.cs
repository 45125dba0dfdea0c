namespace RayAkka.Benchmarks.Harness;

/// <summary>One timed stretch of work.</summary>
/// <param name="Operations">How many operations were done.</param>
/// <param name="Seconds">How long they took.</param>
/// <param name="AllocatedBytes">What all threads allocated meanwhile.</param>
internal readonly record struct Round(long Operations, double Seconds, long AllocatedBytes)
{
    public double PerSecond => Operations / Seconds;

    public double BytesPerOperation => (double)AllocatedBytes / Operations;
}
