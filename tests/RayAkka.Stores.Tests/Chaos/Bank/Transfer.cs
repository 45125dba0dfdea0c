using System.Globalization;

namespace RayAkka.Stores.Tests.Chaos.Bank;

/// <summary>A transfer that a client was told the outcome of.</summary>
/// <param name="Id">Its number; no other has it.</param>
/// <param name="From">The account that was called.</param>
/// <param name="To">The account which that one called.</param>
/// <param name="Amount">What went from the one to the other; negative for the other way.</param>
/// <param name="IsDone">Whether it was done; else the money was not there.</param>
internal readonly record struct Transfer(long Id, int From, int To, long Amount, bool IsDone)
{
    /// <summary>Reads a line; false for one that is not whole, or says something else.</summary>
    public static bool TryParse(string line, out Transfer transfer)
    {
        transfer = default;
        var parts = line.Split(' ');
        if (parts is not ["transfer", var id, var from, var to, var amount, "done" or "refused"])
        {
            return false;
        }

        transfer = new Transfer(Number(id), (int)Number(from), (int)Number(to), Number(amount), parts[^1] == "done");
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"transfer {Id} {From} {To} {Amount} {(IsDone ? "done" : "refused")}");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
