using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Cluster.Tests.Processes.Support;
using RayAkka.Cluster.Tests.Support;
using RayAkka.Stores.Tests.Chaos.Bank;
using RayAkka.Stores.Tests.Support;
using Xunit.Abstractions;

namespace RayAkka.Cluster.Tests.Processes.Chaos;

/// <summary>
/// A bank on a cluster of processes, its journals in PostgreSQL, while nodes are killed: no money is lost, and each transfer of which a client was told is there, once.
/// For two minutes where RAYAKKA_SOAK=1 is set.
/// </summary>
public sealed class PostgresChaosTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 16;

    private static readonly TimeSpan s_soak = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_soakEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private static readonly int s_nodes = Soak.IsOn ? 7 : 4;
    private static readonly int s_accounts = Soak.IsOn ? 100 : 16;

    private readonly int _seed = Environment.GetEnvironmentVariable("RAYAKKA_SEED") is { Length: > 0 } seed ? int.Parse(seed) : 1;
    private readonly ConcurrentQueue<Transfer> _acknowledged = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly CancellationTokenSource _over = new();
    private PostgresServer _server = null!;
    private ChaosCluster _cluster = null!;
    private int _kills;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null)
        {
            _server = await PostgresServer.StartAsync();
            _cluster = new ChaosCluster(_server.ConnectionString("public") + ";Maximum Pool Size=8");
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await Ray.ShutdownAsync().WaitAsync(NodeProcess.Limit);
            await _cluster.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task KillNodes_TimeAndAgain_NoMoneyIsLostOrMovedTwice()
    {
        try
        {
            await RunAsync();
        }
        catch
        {
            foreach (var node in _cluster.Outputs)
            {
                output.WriteLine(node);
            }

            throw;
        }
    }

    private async Task RunAsync()
    {
        await _cluster.StartAsync(s_nodes);
        Ray.Init(new RayOptions { LoggerFactory = NullLoggerFactory.Instance, Namespace = Accounts.Namespace }
            .UseAkkaCluster(ProcessCluster.Hocon("driver.conf"), [.. _cluster.DriverSettings]));
        var accounts = Accounts.Open(s_accounts);
        await Ray.GetAsync(accounts.Select(account => account.Balance.Remote()), s_limit);
        var clients = Task.WhenAll(Enumerable.Range(1, Clients).Select(i =>
            new BankClient(accounts, i, _seed + i).ServeAsync(() => !_over.IsCancellationRequested, Acknowledge)));
        var began = Stopwatch.GetTimestamp();
        var chaos = Soak.IsOn ? SoakAsync() : ShortAsync();
        await await Task.WhenAny(chaos, clients);
        var time = Stopwatch.GetElapsedTime(began);
        await _over.CancelAsync();
        await clients.WaitAsync(s_limit);
        var wrong = await BankAudit.FindAsync(accounts, _acknowledged, s_limit);
        output.WriteLine($"seed {_seed}: {_kills} kills in {time.TotalSeconds:F0} s, {_acknowledged.Count} transfers acknowledged");
        Assert.Empty(wrong);
    }

    // The next one is killed when there has been some work since the last, and another is there for it.
    private async Task ShortAsync()
    {
        var random = new Random(_seed);
        for (_kills = 0; _kills < 3;)
        {
            await WorkAsync(random.Next(20, 100));
            await _cluster.StartAgainAsync(await KillAsync(random));
        }

        await WorkAsync(50);
    }

    private async Task SoakAsync()
    {
        var random = new Random(_seed);
        var starting = new List<Task>();
        using var timer = new PeriodicTimer(s_soakEvery);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < s_soak && await timer.WaitForNextTickAsync())
        {
            // Those left must be the majority: the dead ones count until they are put out of the cluster.
            if ((_cluster.Count - 1) * 2 > s_nodes)
            {
                starting.Add(_cluster.StartAgainAsync(await KillAsync(random)));
            }
        }

        await Task.WhenAll(starting);
    }

    private Task<int> KillAsync(Random random)
    {
        _kills++;
        return _cluster.KillAsync(random);
    }

    private async Task WorkAsync(int transfers)
    {
        for (var i = 0; i < transfers; i++)
        {
            Assert.True(await _arrived.WaitAsync(s_limit), "No transfer has been made for long.");
        }
    }

    private void Acknowledge(Transfer transfer)
    {
        _acknowledged.Enqueue(transfer);
        _arrived.Release();
    }
}
