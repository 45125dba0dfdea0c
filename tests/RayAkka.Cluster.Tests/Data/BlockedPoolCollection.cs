namespace RayAkka.Cluster.Tests.Data;

/// <summary>Tests that take the threads of the pool: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BlockedPoolCollection
{
    public const string Name = "Blocked pool";
}
