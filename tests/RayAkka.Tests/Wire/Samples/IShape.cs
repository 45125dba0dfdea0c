namespace RayAkka.Tests.Wire.Samples;

/// <summary>A signature names it, not what implements it.</summary>
public interface IShape
{
    double Area { get; }
}
