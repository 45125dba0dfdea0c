namespace RayAkka.Conformance.Engines;

/// <summary>The engine that Ray.Init uses by itself.</summary>
public sealed class EmbeddedTestEngine : TestEngine
{
    public override bool HasWire => false;

    public override RayOptions Apply(RayOptions options) => options;
}
