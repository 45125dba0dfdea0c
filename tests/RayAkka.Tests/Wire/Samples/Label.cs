namespace RayAkka.Tests.Wire.Samples;

public sealed record Label(string Text);
