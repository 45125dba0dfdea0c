namespace RayAkka.Scheduling;

/// <summary>What one node has and what of it is free at one moment.</summary>
internal sealed record NodeUsage(
    NodeId Id,
    IReadOnlyDictionary<string, double> Total,
    IReadOnlyDictionary<string, double> Available,
    IReadOnlyDictionary<string, string> Labels);
