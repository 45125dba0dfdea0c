using RayAkka.Conformance.Engines;

namespace RayAkka.Conformance.Support;

/// <summary>The base of every suite: a session over the engine for each test, shut down behind it.</summary>
public abstract class EngineTests(TestEngine engine) : IAsyncLifetime
{
    /// <summary>No expectation about time: what takes longer hangs.</summary>
    protected static TimeSpan Limit => Probe.Limit;

    protected TestEngine Engine => engine;

    protected virtual RayOptions Options => new() { NumCpus = 4, NumGpus = 0 };

    private protected static RayRuntime Runtime => RayRuntime.Current!;

    public Task InitializeAsync()
    {
        Ray.Init(engine.Apply(Options));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        engine.Clear();
        await Ray.ShutdownAsync().WaitAsync(Limit);
        engine.Verify();
    }

    protected async Task RestartAsync(RayOptions options)
    {
        await Ray.ShutdownAsync().WaitAsync(Limit);
        Ray.Init(engine.Apply(options));
    }

    /// <summary>Adds a node with something that no other has, so that a request for it is placed there.</summary>
    protected static Task<NodeId> AddSpotAsync(double cpus = 4) =>
        Runtime.AddNodeAsync(new NodeOptions { NumCpus = cpus, NumGpus = 0, Resources = { ["spot"] = 100 } }).AsTask();

    protected static Task KillNodeAsync(NodeId node) => Runtime.KillNodeAsync(node).AsTask();

    protected static Dictionary<string, double> Spot() => new() { ["spot"] = 1 };

    protected static Task<T> Soon<T>(ObjectRef<T> reference) => reference.AsTask().WaitAsync(Limit);

    protected static Task Soon(ObjectRef reference) => reference.AsTask().WaitAsync(Limit);

    protected static async Task<IReadOnlyList<T>> Soon<T>(IEnumerable<ObjectRef<T>> references) => await Ray.GetAsync(references, Limit);

    protected static double FreeCpus() => Ray.AvailableResources()["CPU"];
}
