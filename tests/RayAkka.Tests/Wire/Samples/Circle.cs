namespace RayAkka.Tests.Wire.Samples;

public sealed class Circle(double radius) : IShape
{
    private readonly Point _centre = new(1, 2);

    public double Area => radius * radius * Math.PI;

    internal Point Centre => _centre;
}
