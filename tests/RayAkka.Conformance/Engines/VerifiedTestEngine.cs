namespace RayAkka.Conformance.Engines;

/// <summary>The embedded engine, on which everything goes through the wire encoding.</summary>
public sealed class VerifiedTestEngine : TestEngine
{
    public override bool HasWire => false;

    public override RayOptions Apply(RayOptions options) => options with { VerifyWire = true, AllowedTypes = ["RayAkka.Conformance.*"] };
}
