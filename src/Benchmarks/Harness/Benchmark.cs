namespace RayAkka.Benchmarks.Harness;

/// <summary>A benchmark by name. The names are Ray's where Ray has the same one.</summary>
/// <param name="Name">What the command line takes.</param>
/// <param name="Shape">What is timed.</param>
/// <param name="Run">Measures; Ray is initialised.</param>
internal sealed record Benchmark(string Name, string Shape, Func<Session, IEnumerable<Result>> Run);
