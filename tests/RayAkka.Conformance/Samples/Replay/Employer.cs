namespace RayAkka.Conformance.Samples;

/// <summary>Owns an actor that pays.</summary>
[Remote]
public class Employer
{
    private ActorHandle<Payer>? _payer;

    public async Task<long> Pay(ActorHandle<Payee> to, long amount)
    {
        _payer ??= Payer.Remote();
        return await _payer.Pay.Remote(to, amount);
    }
}
