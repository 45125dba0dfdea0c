namespace RayAkka.Examples.Bank;

/// <summary>
/// Moves money between accounts: two calls of which either both happen or none, though the teller itself can be lost in between. When it is rebuilt it
/// runs the transfer again; the accounts recognise its calls, and the first one is not made twice.
/// </summary>
[Remote(NumCpus = 0, Recovery = ActorRecovery.Replay)]
internal sealed class Teller
{
    public async Task<bool> TransferAsync(ActorHandle<Account> from, ActorHandle<Account> to, long amount)
    {
        if (!await from.Withdraw.Remote(amount))
        {
            return false;
        }

        await to.Deposit.Remote(amount);
        return true;
    }
}
