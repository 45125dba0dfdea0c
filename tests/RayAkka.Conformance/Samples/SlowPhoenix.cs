namespace RayAkka.Conformance.Samples;

/// <summary>Its first construction is quick, the second waits for the probe.</summary>
[Remote]
public class SlowPhoenix
{
    private readonly int _life;

    public SlowPhoenix(Probe probe)
    {
        _life = probe.Arrive();
        if (_life > 1)
            probe.Wait();
    }

    public int Life() => _life;
}
