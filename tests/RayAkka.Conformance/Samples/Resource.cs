namespace RayAkka.Conformance.Samples;

/// <summary>Notes its disposal; the object may be told to exit.</summary>
[Remote]
public sealed class Resource(Probe probe) : IDisposable
{
    public int Answer(int value) => value;

    public int Exit()
    {
        Ray.ExitActor();
        return 0;
    }

    public int Throw() => throw new InvalidOperationException("broken");

    public void Dispose()
    {
        probe.Note("disposed");
        probe.Arrive();
    }
}
