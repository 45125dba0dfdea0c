namespace RayAkka.Stores.Tests.Chaos.Bank;

/// <summary>The accounts of the bank, under names by which each session finds them again.</summary>
internal static class Accounts
{
    public const long Opening = 1_000;
    public const string Namespace = "bank";

    /// <summary>Opens those that there are not yet, and finds the others.</summary>
    public static ActorHandle<BankAccount>[] Open(int count) =>
        [.. Enumerable.Range(0, count).Select(i => BankAccount.Options(new() { Name = $"account-{i}", GetIfExists = true }).Remote(Opening))];

    /// <summary>Finds all of them.</summary>
    public static ActorHandle<BankAccount>[] Find(int count) => [.. Enumerable.Range(0, count).Select(i => Ray.GetActor<BankAccount>($"account-{i}"))];
}
