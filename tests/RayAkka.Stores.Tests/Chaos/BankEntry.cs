using RayAkka.Stores.Tests.Chaos.Bank;

namespace RayAkka.Stores.Tests.Chaos;

/// <summary>
/// The program of the tests as a bank, until it is killed: accounts in a SQLite file and clients that transfer money between them. A line for each transfer that a client was
/// told the outcome of.
/// </summary>
internal static class BankEntry
{
    public const string Command = "bank";
    public const int Accounts = 24;
    public const int Clients = 8;

    public static RayOptions Options(string folder) => new() { NumCpus = 2, NumGpus = 0, Namespace = Bank.Accounts.Namespace, StoragePath = folder };

    public static async Task<int> RunAsync(string folder, int session, int seed)
    {
        Ray.Init(Options(folder));
        var accounts = Bank.Accounts.Open(Accounts);
        await Task.WhenAll(Enumerable.Range(1, Clients).Select(i =>
            new BankClient(accounts, (session * Clients) + i, seed + i).ServeAsync(() => true, static transfer => Console.WriteLine(transfer))));
        return 0;
    }
}
