namespace RayAkka.Stores.Tests.Sessions;

/// <summary>What a test keeps in a store over several sessions.</summary>
public class SavingsAccount
{
    private long _balance;

    public long Add(long amount) => _balance += amount;

    public long Balance() => _balance;
}
