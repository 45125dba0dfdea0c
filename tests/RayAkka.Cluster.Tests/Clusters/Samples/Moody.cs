using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>A replayed actor that pays, and that something outside of it can make pay otherwise than before: then it stops.</summary>
[Remote(Recovery = ActorRecovery.Replay, Lifetime = ActorLifetime.Detached)]
public class Moody(Probe mood)
{
    private long _paid;

    public long Paid() => _paid;

    /// <summary>Pays while it does something else, behind which the journal has the call of the payee.</summary>
    public async Task Pay(ActorHandle<ReplayedPayee> to, ActorHandle<Payee> other, Probe gate, long amount)
    {
        var paying = mood.Notes.Count % 2 == 0 ? to.AddWhenOpen.Remote(gate, amount) : to.Add.Remote(amount);
        await other.Add.Remote(amount);
        mood.Arrive();
        _paid += await paying;
    }
}
