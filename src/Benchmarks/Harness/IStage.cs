namespace RayAkka.Benchmarks.Harness;

/// <summary>An engine's benchmarks, and where they run.</summary>
internal interface IStage : IDisposable
{
    /// <summary>The engine's name, as the command line takes it.</summary>
    string Name { get; }

    /// <summary>What the results are headed with.</summary>
    string Title { get; }

    IReadOnlyList<Benchmark> List { get; }

    /// <summary>How the figures came about; to be asked after the run.</summary>
    IReadOnlyList<string> Facts { get; }

    /// <summary>Initialises Ray for a benchmark.</summary>
    void Enter(Benchmark benchmark);

    /// <summary>The benchmark is over.</summary>
    void Leave();
}
