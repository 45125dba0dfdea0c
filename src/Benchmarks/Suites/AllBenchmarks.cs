using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Suites;

internal static class AllBenchmarks
{
    public static IReadOnlyList<Benchmark> List { get; } =
    [
        .. ObjectSuite.All,
        .. TaskSuite.All,
        .. ActorSuite.All,
        .. ManyActorSuite.All,
        .. AsyncActorSuite.All,
        .. StreamSuite.All,
        .. CapacitySuite.All,
        .. LargeObjectSuite.All,
        .. StoreSuite.All,
        .. ReplaySuite.All,
        .. SqliteReplaySuite.All,
        .. PlacementSuite.All,
    ];
}
