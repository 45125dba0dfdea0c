using System.Globalization;

namespace RayAkka.Scheduling;

/// <summary>
/// Amounts are whole numbers of steps of 0.0001, so that what is taken and given back a million times adds up to what was there.
/// Memory is counted in bytes and has no fraction.
/// </summary>
internal static class ResourceAmount
{
    /// <summary>Steps in one whole unit.</summary>
    internal const long One = 10_000;

    private const double Largest = 1e12;

    internal static long FromDouble(string kind, double amount)
    {
        if (double.IsNaN(amount) || amount < 0 || amount > Largest)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The amount of {kind} is {amount}; give a number from 0 to {Largest:0}."));

        // decimal takes the 15 digits that a person wrote, so 0.3 is 3000 steps and not 2999.9999999999995
        decimal steps = (decimal)amount * One;
        if (steps != decimal.Truncate(steps) || (steps == 0 && amount != 0))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The amount of {kind} is {amount}; give a multiple of 0.0001."));
        return (long)steps;
    }

    internal static double ToDouble(long steps) => steps / (double)One;

    /// <summary>"0.5 GPU", "1024 bytes of memory".</summary>
    internal static string Describe(string kind, long amount) =>
        $"{Number(kind, amount)} {(kind == ResourceNames.Memory ? "bytes of memory" : kind)}";

    internal static string Number(string kind, long amount) => kind == ResourceNames.Memory
        ? amount.ToString(CultureInfo.InvariantCulture)
        : (amount / (decimal)One).ToString("0.####", CultureInfo.InvariantCulture);
}
