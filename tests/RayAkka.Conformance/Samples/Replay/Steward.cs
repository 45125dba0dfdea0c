namespace RayAkka.Conformance.Samples;

/// <summary>A replayed sum, one of whose methods waits.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class Steward
{
    private int _sum;

    public int Add(int number) => _sum += number;

    public int AddWhenOpen(Probe probe, int number)
    {
        probe.Pass();
        return _sum += number;
    }
}
