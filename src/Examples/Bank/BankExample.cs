using System.CommandLine;
using RayAkka.Examples.Hosting;

namespace RayAkka.Examples.Bank;

/// <summary>Actors that survive: nodes crash under a bank, and no money is lost, made or moved twice.</summary>
internal sealed class BankExample() : Example("bank", "Transfers between 100 accounts while their nodes crash; on a terminal press k to kill one.")
{
    private const int Accounts = 100;
    private const int Clients = 16;
    private const long Opening = 1_000;
    private const int Kills = 3;

    private readonly Option<int?> _transfers = CountOption.Create("--transfers", "Transfers a client (500; small: 25).");

    public override IEnumerable<Option> Options => [_transfers];

    public override async Task RunAsync(ExampleContext context)
    {
        var perClient = context.Value(_transfers, full: 500, small: 25);
        var (cluster, nodes) = context.IsCluster ? (null, []) : await Vault.StartNodesAsync(context.RayOptions);
        if (cluster is null)
        {
            Ray.Init(context.RayOptions);
        }

        ActorHandle<Account>[] accounts = [.. Enumerable.Range(0, Accounts).Select(_ => Account.Remote(Opening))];
        ActorHandle<Teller>[] tellers = [.. Enumerable.Range(0, Clients).Select(_ => Teller.Remote())];
        var ledger = new Ledger(Accounts, Opening);
        var vault = new Vault(accounts, cluster, nodes);

        var every = perClient * Clients / (Kills + 2);
        var clients = Task.WhenAll(tellers.Select((teller, i) => ServeAsync(teller, accounts, ledger, vault, new Random(i), perClient, every)));
        await WatchAsync(context, vault, accounts, ledger, clients);
        await clients;

        var balances = await Ray.GetAsync(accounts.Select(account => account.Balance.Remote()));
        context.Check(
            balances.Sum() == ledger.Total,
            $"{balances.Sum():N0} in {Accounts} accounts after {ledger.Transfers:N0} transfers and {vault.Breaks} crashes, {ledger.Total:N0} at the beginning");
        context.Check(balances.SequenceEqual(ledger.Balances), "each account holds what its acknowledged transfers come to, to the last coin");
    }

    private static async Task ServeAsync(
        ActorHandle<Teller> teller, ActorHandle<Account>[] accounts, Ledger ledger, Vault vault, Random random, int transfers, int breakEvery)
    {
        for (var i = 0; i < transfers; i++)
        {
            var (from, to, amount) = (random.Next(Accounts), random.Next(Accounts), random.NextInt64(1, 100));
            if (from != to && await teller.TransferAsync.Remote(accounts[from], accounts[to], amount) && ledger.Acknowledge(from, to, amount) % breakEvery == 0)
            {
                // The other clients go on meanwhile.
                await vault.BreakAsync();
            }
        }
    }

    /// <summary>Shows the bank while the clients work, and breaks it once more when a key asks for it.</summary>
    private static async Task WatchAsync(ExampleContext context, Vault vault, ActorHandle<Account>[] accounts, Ledger ledger, Task clients)
    {
        var board = new Board(Accounts);
        await context.Screen.WatchAsync(board.Draw, clients, async () =>
        {
            if (context.Screen.WasPressed(ConsoleKey.K))
            {
                await vault.BreakAsync();
            }

            board.Balances = await Ray.GetAsync(accounts.Select(account => account.Balance.Remote()));
            board.Transfers = ledger.Transfers;
            board.News = vault.News;
        });
    }
}
