namespace RayAkka.Tests.Wire.Samples;

/// <summary>No signature names it.</summary>
public sealed class Unnamed
{
    public int Value { get; set; }
}
