namespace RayAkka;

/// <summary>A bundle of a placement group at one moment.</summary>
/// <param name="Index">Its place in the group.</param>
/// <param name="NodeId">The node on which it lies; null while it has none.</param>
/// <param name="Resources">What it reserves, by kind.</param>
/// <param name="GpuIds">The GPUs that it has there.</param>
public sealed record BundleInfo(int Index, NodeId? NodeId, IReadOnlyDictionary<string, double> Resources, IReadOnlyList<int> GpuIds);
