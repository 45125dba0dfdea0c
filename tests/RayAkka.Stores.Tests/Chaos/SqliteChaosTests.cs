using System.Diagnostics;
using RayAkka.Cluster.Tests.Support;
using RayAkka.Stores.Tests.Chaos.Bank;
using RayAkka.Stores.Tests.Sessions;
using RayAkka.Stores.Tests.Support;
using Xunit.Abstractions;

namespace RayAkka.Stores.Tests.Chaos;

/// <summary>A bank in one process, its journals in a SQLite file; the process is killed again and again in the middle of transfers.</summary>
[Collection(nameof(SessionCollection))]
public sealed class SqliteChaosTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 5;
    private const int MostTransfers = 150;

    private static readonly TimeSpan s_soak = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_soakEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly int _seed = Environment.GetEnvironmentVariable("RAYAKKA_SEED") is { Length: > 0 } seed ? int.Parse(seed) : 1;
    private readonly List<Transfer> _acknowledged = [];
    private int _kills;

    public void Dispose()
    {
        Ray.Shutdown();
        _folder.Dispose();
    }

    [Fact]
    public async Task KillTheProcess_TimeAndAgain_NoMoneyIsLostOrMovedTwice()
    {
        var random = new Random(_seed);
        var began = Stopwatch.GetTimestamp();
        while (Soak.IsOn ? Stopwatch.GetElapsedTime(began) < s_soak : _kills < Kills)
        {
            // Sometimes before the first transfer, in the middle of the recovery.
            await using var bank = BankProcess.Start(_folder.Path, _kills, random.Next());
            await (Soak.IsOn ? Task.Delay(s_soakEvery * 2 * random.NextDouble()) : bank.AcknowledgedAsync(Math.Max(0, random.Next(-MostTransfers / 4, MostTransfers))));
            _acknowledged.AddRange(await bank.KillAsync());
            _kills++;
        }

        Ray.Init(BankEntry.Options(_folder.Path));
        var time = Stopwatch.GetTimestamp();
        var wrong = await BankAudit.FindAsync(Accounts.Open(BankEntry.Accounts), _acknowledged, s_limit);
        output.WriteLine($"seed {_seed}: {_kills} kills, {_acknowledged.Count} transfers acknowledged, {Stopwatch.GetElapsedTime(time).TotalSeconds:F1} s for the audit");
        Assert.Empty(wrong);
        Assert.NotEmpty(_acknowledged);
    }
}
