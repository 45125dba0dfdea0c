namespace RayAkka.Benchmarks.Harness;

/// <summary>A benchmark by name. The names are Ray's where Ray has the same one.</summary>
/// <param name="Name">What the command line takes.</param>
/// <param name="Shape">What is timed.</param>
/// <param name="Run">Measures; Ray is initialised.</param>
internal sealed record Benchmark(string Name, string Shape, Func<Session, IEnumerable<Result>> Run)
{
    /// <summary>How many processes beside this one it needs, on an engine of many.</summary>
    public int Nodes { get; init; }

    /// <summary>Whether its session has a folder of its own for what it keeps: then journals are in a file there.</summary>
    public bool NeedsStorage { get; init; }
}
