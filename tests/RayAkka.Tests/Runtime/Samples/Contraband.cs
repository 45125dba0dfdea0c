namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Named in no signature.</summary>
public sealed class Contraband
{
    public int Weight { get; set; }
}
