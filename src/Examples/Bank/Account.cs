namespace RayAkka.Examples.Bank;

/// <summary>
/// An account that no crash can harm. <c>Recovery = Replay</c> journals each call before it runs; a lost account is rebuilt from its last checkpoint and the
/// calls since, in their order, before it answers anybody. A call that is tried again because its answer was lost is answered from the record: money
/// moves once.
/// </summary>
[Remote(NumCpus = 0, Recovery = ActorRecovery.Replay, CheckpointEvery = 100)]
internal sealed class Account(long balance)
{
    [Checkpoint]
    private long _balance = balance;

    public long Balance() => _balance;

    public bool Withdraw(long amount)
    {
        if (amount > _balance)
        {
            return false;
        }

        _balance -= amount;
        return true;
    }

    public void Deposit(long amount) => _balance += amount;
}
