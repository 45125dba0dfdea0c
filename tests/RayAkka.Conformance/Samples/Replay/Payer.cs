namespace RayAkka.Conformance.Samples;

/// <summary>Pays others, exactly once.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class Payer
{
    public long Pay(ActorHandle<Payee> to, long amount) => Ray.Get(to.Add.Remote(amount));

    public long PayReplayed(ActorHandle<ReplayedPayee> to, long amount) => Ray.Get(to.Add.Remote(amount));

    /// <summary>Pays when a gate is opened, and leaves it to whoever has asked to wait for that.</summary>
    public List<ObjectRef<long>> Promise(ActorHandle<Payee> to, Probe gate, long amount) => [to.AddWhenOpen.Remote(gate, amount)];

    public List<ObjectRef<long>> PromiseReplayed(ActorHandle<ReplayedPayee> to, Probe gate, long amount) => [to.AddWhenOpen.Remote(gate, amount)];

    public ActorId Me() => Ray.RuntimeContext.ActorId;
}
