using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Support;

/// <summary>A test inside a session of one node.</summary>
[Collection(RaySession.Name)]
public abstract class RayTest : IAsyncLifetime
{
    protected virtual RayOptions Options => new() { NumCpus = 4, NumGpus = 0 };

    private protected static RayRuntime Session => RayRuntime.Current!;

    public Task InitializeAsync()
    {
        Ray.Init(Options);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Ray.ShutdownAsync().HurriedBy(Options.TimeProvider as ManualTimeProvider);
}
