using RayAkka.Benchmarks.Suites;

namespace RayAkka.Benchmarks.Harness;

/// <summary>The embedded engine: each benchmark has a session of its own in this process.</summary>
internal sealed class EmbeddedStage : IStage
{
    private string? _storage;

    public string Name => "embedded";

    public string Title => "Embedded engine";

    public IReadOnlyList<Benchmark> List => AllBenchmarks.List;

    public IReadOnlyList<string> Facts =>
    [
        "The floor is a bare Channel and TaskCompletionSource loop of the same shape (for large puts: one copy of the array), measured in the same run,",
        "in turn with the benchmark; the ratio is the median over the rounds.",
    ];

    public void Enter(Benchmark benchmark)
    {
        _storage = benchmark.NeedsStorage ? Directory.CreateTempSubdirectory("rayakka-benchmark-").FullName : null;
        Ray.Init(new RayOptions { StoragePath = _storage });
    }

    public void Leave()
    {
        Ray.Shutdown();
        if (_storage is not null)
        {
            Directory.Delete(_storage, recursive: true);
        }
    }

    public void Dispose()
    {
        // Nothing outlives a benchmark.
    }
}
