namespace RayAkka.Tests.Wire.Samples;

public sealed class Catalogue : Dictionary<string, int>
{
    public Catalogue() => Self = this;

    public string Title { get; set; } = "";

    public Catalogue Self { get; }
}
