namespace RayAkka.Cluster.Tests.Support;

/// <summary>Tests that are worth running for longer than a suite may take do so where RAYAKKA_SOAK=1 is set.</summary>
internal static class Soak
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("RAYAKKA_SOAK") is { Length: > 0 };
}
