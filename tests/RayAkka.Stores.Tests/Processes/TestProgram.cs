using System.Globalization;
using RayAkka.Stores.Tests.Chaos;

namespace RayAkka.Stores.Tests.Processes;

/// <summary>The program of the tests: what they start, and kill, as a process of its own.</summary>
internal static class TestProgram
{
    public static Task<int> Main(string[] args) => args is [BankEntry.Command, var folder, var session, var seed]
        ? BankEntry.RunAsync(folder, int.Parse(session, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture))
        : WriterEntry.RunAsync(args);
}
