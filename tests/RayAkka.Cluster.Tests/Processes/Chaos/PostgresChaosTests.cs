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
    private static readonly TimeSpan s_soakPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private static readonly int s_nodes = Soak.IsOn ? 7 : 4;
    private static readonly int s_accounts = Soak.IsOn ? 100 : 16;

    private readonly int _seed = Environment.GetEnvironmentVariable("RAYAKKA_SEED") is { Length: > 0 } seed ? int.Parse(seed) : 1;
    private readonly ConcurrentQueue<Transfer> _acknowledged = new();
    private readonly ConcurrentQueue<TimeSpan> _times = new();
    private readonly ConcurrentDictionary<long, long> _last = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly CancellationTokenSource _over = new();
    private PostgresServer _server = null!;
    private ChaosCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null)
        {
            _server = await PostgresServer.StartAsync();
            _cluster = new ChaosCluster(_server.ConnectionString("public") + ";Maximum Pool Size=8", isHasty: Soak.IsOn);
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
        output.WriteLine($"seed {_seed}: {_cluster.Kills} kills in {time.TotalSeconds:F0} s, {_cluster.PutOut} more nodes ended, {_acknowledged.Count} transfers acknowledged");
        output.WriteLine($"A transfer took {Spread(_times)}, the start of a node {Spread(_cluster.Starts)}.");
        Assert.Empty(wrong);
    }

    private static string Spread(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return $"{sorted[sorted.Length / 2].TotalSeconds:F2} s (the median; {sorted[sorted.Length * 99 / 100].TotalSeconds:F1} s at the 99th percentile, {sorted[^1].TotalSeconds:F1} s at most)";
    }

    // The next one is killed when there has been some work since the last, and another is there for it.
    private async Task ShortAsync()
    {
        var random = new Random(_seed);
        while (_cluster.Kills < 3)
        {
            await WorkAsync(random.Next(20, 100));
            _cluster.Kill(random);
            await _cluster.CountAsync(s_nodes);
        }

        await WorkAsync(50);
    }

    // One every three seconds, while those are on the way that take the places of the last.
    private async Task SoakAsync()
    {
        var random = new Random(_seed);
        using var timer = new PeriodicTimer(s_soakEvery);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < s_soak && await timer.WaitForNextTickAsync())
        {
            while (!CanLoseOne())
            {
                await Task.WhenAny(Task.Delay(s_soakPause), _cluster.Failed).Unwrap();
            }

            _cluster.Kill(random);
        }

        await _cluster.CountAsync(s_nodes);
    }

    // Those left must be the majority, also if one of them is taken for dead meanwhile: the dead ones count until they are put out of the cluster.
    private bool CanLoseOne() => (_cluster.Count - 2) * 2 > Ray.Nodes().Count(static node => node.IsAlive);

    private async Task WorkAsync(int transfers)
    {
        for (var i = 0; i < transfers; i++)
        {
            Assert.True(await _arrived.WaitAsync(s_limit), "No transfer has been made for long.");
        }
    }

    private void Acknowledge(Transfer transfer)
    {
        // A client makes one behind the other.
        var (client, now) = (transfer.Id >> 32, Stopwatch.GetTimestamp());
        if (_last.TryGetValue(client, out var last))
        {
            _times.Enqueue(Stopwatch.GetElapsedTime(last, now));
        }

        _last[client] = now;
        _acknowledged.Enqueue(transfer);
        _arrived.Release();
    }
}
