namespace RayAkka.Examples.ParameterServing;

/// <summary>The parameters at a moment, and how many steps had led to them.</summary>
internal sealed record ParameterSnapshot(int Version, float[] Values);
