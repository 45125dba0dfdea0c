namespace RayAkka.Conformance.Samples;

/// <summary>An actor whose constructor may fail or take long.</summary>
[Remote]
public class Fragile
{
    public Fragile(string failure) => throw new InvalidOperationException(failure);

    public Fragile(Probe probe, int value)
    {
        probe.Pass();
        Value = value;
    }

    private int Value { get; }

    public int Read() => Value;
}
