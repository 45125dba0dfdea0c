namespace RayAkka.Cluster.Hosting;

/// <summary>What AddRay was given.</summary>
internal sealed record RayHostSettings(string? HoconFile, IReadOnlyList<string> Overrides);
