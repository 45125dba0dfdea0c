namespace RayAkka.Stores.Tests.Chaos.Bank;

/// <summary>An account that calls others, and remembers every transfer that it took part in. Only those with a higher number are called, so that no two wait for each other.</summary>
/// <param name="opening">What it begins with.</param>
[Remote(NumCpus = 0, Recovery = ActorRecovery.Replay, Lifetime = ActorLifetime.Detached, CheckpointEvery = 50)]
public class BankAccount(long opening)
{
    [Checkpoint]
    private long _balance = opening;

    [Checkpoint]
    private readonly List<Entry> _entries = [];

    public long Balance() => _balance;

    public List<Entry> Entries() => _entries;

    /// <summary>Moves money from here to another account, or from there to here if the amount is negative.</summary>
    /// <returns>False, and nothing has moved, where the money is not there.</returns>
    public async Task<bool> PayAsync(ActorHandle<BankAccount> other, long transfer, long amount)
    {
        if (amount > _balance || !await other.Accept.Remote(transfer, amount))
        {
            return false;
        }

        Enter(transfer, -amount);
        return true;
    }

    public bool Accept(long transfer, long amount)
    {
        if (-amount > _balance)
        {
            return false;
        }

        Enter(transfer, amount);
        return true;
    }

    private void Enter(long transfer, long amount)
    {
        _balance += amount;
        _entries.Add(new Entry(transfer, amount));
    }
}
