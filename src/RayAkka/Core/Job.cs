namespace RayAkka;

/// <summary>What a driver and everything that it starts have in common, wherever it runs.</summary>
/// <param name="Id">The job.</param>
/// <param name="Namespace">Where its named actors are.</param>
internal sealed record Job(JobId Id, string Namespace);
