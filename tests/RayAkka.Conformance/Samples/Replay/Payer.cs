namespace RayAkka.Conformance.Samples;

/// <summary>Pays others, exactly once.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class Payer
{
    public long Pay(ActorHandle<Payee> to, long amount) => Ray.Get(to.Add.Remote(amount));

    public long PayReplayed(ActorHandle<ReplayedPayee> to, long amount) => Ray.Get(to.Add.Remote(amount));

    public ActorId Me() => Ray.RuntimeContext.ActorId;
}
