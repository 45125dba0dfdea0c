namespace RayAkka.Examples.Bank;

/// <summary>What the clients were told: the balances that the accounts must have, from the acknowledged transfers alone.</summary>
internal sealed class Ledger(int accounts, long each)
{
    private readonly long[] _balances = [.. Enumerable.Repeat(each, accounts)];
    private int _transfers;

    public int Transfers => Volatile.Read(ref _transfers);

    public long Total => each * accounts;

    public IReadOnlyList<long> Balances => _balances;

    /// <summary>Enters a transfer.</summary>
    /// <returns>How many there are now.</returns>
    public int Acknowledge(int from, int to, long amount)
    {
        Interlocked.Add(ref _balances[from], -amount);
        Interlocked.Add(ref _balances[to], amount);
        return Interlocked.Increment(ref _transfers);
    }
}
