namespace RayAkka.Conformance.Support;

/// <summary>What another process does with a probe.</summary>
internal sealed record ProbeUse(string What, int Probe, string Text);
