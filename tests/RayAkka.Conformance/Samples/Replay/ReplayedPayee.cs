namespace RayAkka.Conformance.Samples;

/// <summary>The same, replayed.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class ReplayedPayee
{
    private long _total;

    public long Add(long amount) => _total += amount;

    public long AddWhenOpen(Probe gate, long amount)
    {
        gate.Pass();
        return Add(amount);
    }

    public int Recorded() => Payee.RecordedNow;
}
