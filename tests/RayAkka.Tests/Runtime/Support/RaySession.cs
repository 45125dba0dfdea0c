namespace RayAkka.Tests.Runtime.Support;

/// <summary>A session is process-wide: tests that start one run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RaySession
{
    public const string Name = "Ray session";
}
