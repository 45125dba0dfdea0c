namespace RayAkka.Tests.Wire.Samples;

public readonly record struct Point(double X, double Y);
