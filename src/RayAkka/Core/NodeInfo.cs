namespace RayAkka;

/// <summary>A node of the cluster as <c>Ray.Nodes()</c> tells of it.</summary>
/// <param name="NodeId">The node's id.</param>
/// <param name="IsAlive">Whether it is a member now.</param>
/// <param name="Resources">What it has, by kind: "CPU", "GPU", "memory" in bytes, custom names.</param>
/// <param name="Available">What of that is free now.</param>
/// <param name="Labels">Its labels.</param>
public sealed record NodeInfo(
    NodeId NodeId,
    bool IsAlive,
    IReadOnlyDictionary<string, double> Resources,
    IReadOnlyDictionary<string, double> Available,
    IReadOnlyDictionary<string, string> Labels);
