using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>
/// The Akka.NET engine: this process alone as a node, or as the driver of other processes. Each process has Ray and the baseline, a cluster of
/// Akka.NET alone, side by side.
/// </summary>
internal sealed class ClusterStage(bool isSmoke) : IStage
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    private readonly List<NodeProcess> _processes = [];
    private readonly List<string> _ran = [];
    private RawCluster? _raw;
    private int _nodes = -1;

    public string Name => "akka";

    public string Title => "Akka.NET engine";

    public IReadOnlyList<Benchmark> List =>
    [
        .. new NearSuite(this).All,
        .. new FarSuite(this).All,
        .. new FetchSuite(this).All,
        .. new LatencySuite(this).All,
        .. new CreationSuite(this).All,
    ];

    public IReadOnlyList<string> Facts =>
    [
        $"Akka.NET {RawCluster.Version}. The floor is Akka.NET alone doing the same by hand in the same processes (asking sharded entities over a serializer by hand;",
        "for arrays: a bare TCP copy on loopback into a fresh array), measured in the same run, in turn with the benchmark, five times; the ratio is the",
        $"median over the rounds. Processes: {string.Join("; ", _ran)}.",
    ];

    public RawCluster Raw => _raw!;

    public IReadOnlyList<NodeProcess> Processes => _processes;

    public ReachabilityLog Reachability { get; } = new();

    public void Enter(Benchmark benchmark)
    {
        var nodes = isSmoke ? Math.Min(1, benchmark.Nodes) : benchmark.Nodes;
        if (nodes != _nodes)
        {
            End();
            Task.Run(() => StartAsync(nodes)).GetAwaiter().GetResult();
            _nodes = nodes;
        }
    }

    public void Leave()
    {
        // The next benchmark may need the same processes.
    }

    public void Dispose()
    {
        End();
        Reachability.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task StartAsync(int nodes)
    {
        var port = FreePort();
        string[] common = [string.Create(CultureInfo.InvariantCulture, $"rayakka.cluster.seeds=127.0.0.1:{port}")];
        if (nodes == 0)
        {
            Ray.Init(new RayOptions().UseAkkaCluster(Hocon.Path("head.conf"), [.. common, $"rayakka.network.port={port}"]));
            _raw = await RawCluster.StartAsync(null, hosts: true);
            await _raw.WhenUpAsync(1);
            _ran.Add($"{Environment.ProcessId} alone");
            return;
        }

        for (var node = 0; node < nodes; node++)
        {
            _processes.Add(await NodeProcess.StartAsync(
                node == 0 ? "" : _processes[0].RawAddress,
                [.. common, $"rayakka.network.port={(node == 0 ? port : 0)}", $"rayakka.labels.place={node}", "rayakka.log-level=warning"]));
        }

        Ray.Init(new RayOptions { LoggerFactory = Reachability }.UseAkkaCluster(Hocon.Path("driver.conf"), common));
        using var timer = new PeriodicTimer(s_look, TimeProvider.System);
        while (Ray.Nodes().Count(node => node.IsAlive && node.Labels.ContainsKey("place")) < nodes)
        {
            await timer.WaitForNextTickAsync();
        }

        _raw = await RawCluster.StartAsync(_processes[0].RawAddress, hosts: false);
        await _raw.WhenUpAsync(nodes);
        _ran.Add($"{Environment.ProcessId} as the driver of {string.Join(", ", _processes.Select(process => process.Id))}");
    }

    private void End()
    {
        if (_nodes < 0)
        {
            return;
        }

        _nodes = -1;
        Ray.Shutdown();
        _raw?.Dispose();
        _raw = null;

        // The first one last: the others know it as the one that was there before them.
        for (var i = _processes.Count - 1; i >= 0; i--)
        {
            _processes[i].Dispose();
        }

        _processes.Clear();
    }
}
