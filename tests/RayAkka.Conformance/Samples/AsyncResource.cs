namespace RayAkka.Conformance.Samples;

/// <summary>Its disposal ends when the probe is opened.</summary>
[Remote]
public sealed class AsyncResource(Probe probe) : IAsyncDisposable
{
    public int Answer(int value) => value;

    public int Throw() => throw new InvalidOperationException("it does not end the actor");

    public async ValueTask DisposeAsync()
    {
        probe.Note("begun");
        await probe.PassAsync();
        probe.Note("disposed");
    }
}
