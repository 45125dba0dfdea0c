namespace RayAkka.Stores.Tests.Chaos.Bank;

/// <summary>Compares what the accounts hold with what the clients were told.</summary>
internal static class BankAudit
{
    /// <summary>What is wrong; empty if nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<ActorHandle<BankAccount>> accounts, IReadOnlyCollection<Transfer> acknowledged, TimeSpan limit)
    {
        // An answer of an account follows the transfers that it had begun, those of a client that is gone too. When all have answered there is none left.
        await Ray.GetAsync(accounts.Select(account => account.Balance.Remote()), limit);
        var balances = await Ray.GetAsync(accounts.Select(account => account.Balance.Remote()), limit);
        var entries = await Ray.GetAsync(accounts.Select(account => account.Entries.Remote()), limit);
        var wrong = new List<string>();
        if (balances.Sum() != accounts.Count * Accounts.Opening)
        {
            wrong.Add($"{accounts.Count * Accounts.Opening} was there, {balances.Sum()} is.");
        }

        var sides = new Dictionary<long, List<(int Account, long Amount)>>();
        for (var i = 0; i < accounts.Count; i++)
        {
            if (balances[i] != Accounts.Opening + entries[i].Sum(entry => entry.Amount))
            {
                wrong.Add($"Account {i} holds {balances[i]}, which its entries do not come to.");
            }

            foreach (var entry in entries[i])
            {
                sides.TryAdd(entry.Transfer, []);
                sides[entry.Transfer].Add((i, entry.Amount));
            }
        }

        wrong.AddRange(sides.Where(side => side.Value is not [(_, 0)] && (side.Value is not [var one, var other] || one.Account == other.Account || one.Amount != -other.Amount))
            .Select(side => $"Transfer {side.Key:x} is entered as {string.Join(", ", side.Value)}."));
        foreach (var told in acknowledged)
        {
            (int, long)[] expected = !told.IsDone ? [] : told.From == told.To ? [(told.From, 0)] : [(told.From, -told.Amount), (told.To, told.Amount)];
            var actual = sides.GetValueOrDefault(told.Id) ?? [];
            if (!expected.SequenceEqual(actual))
            {
                wrong.Add($"A client was told '{told}', and it is entered as {string.Join(", ", actual)}.");
            }
        }

        return wrong;
    }
}
