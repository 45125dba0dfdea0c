namespace RayAkka.Stores.Tests.Chaos.Bank;

/// <summary>
/// Makes transfers between accounts at random, the next when it was told the outcome of the last. One from an account to itself is a call of that account alone,
/// which calls no other.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="number">The client's number, which no other has, in no session.</param>
/// <param name="seed">What it does follows from this.</param>
internal sealed class BankClient(IReadOnlyList<ActorHandle<BankAccount>> accounts, int number, int seed)
{
    private const int LargestAmount = 100;

    private readonly Random _random = new(seed);

    public async Task ServeAsync(Func<bool> goesOn, Action<Transfer> acknowledged)
    {
        for (var id = (long)number << 32; goesOn(); id++)
        {
            var from = _random.Next(accounts.Count);
            var to = _random.Next(from, accounts.Count);
            var amount = from == to ? 0 : _random.Next(-LargestAmount, LargestAmount + 1);
            var isDone = from == to ? await accounts[from].Accept.Remote(id, 0) : await accounts[from].PayAsync.Remote(accounts[to], id, amount);
            acknowledged(new Transfer(id, from, to, amount, isDone));
        }
    }
}
