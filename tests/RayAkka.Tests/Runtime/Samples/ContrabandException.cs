namespace RayAkka.Tests.Runtime.Samples;

/// <summary>An exception that brings something along that may not travel.</summary>
public sealed class ContrabandException(string message) : Exception(message)
{
    public Contraband? Goods { get; set; }
}
