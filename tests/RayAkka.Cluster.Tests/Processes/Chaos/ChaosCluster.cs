using System.Net;
using System.Net.Sockets;
using RayAkka.Cluster.Tests.Processes.Support;

namespace RayAkka.Cluster.Tests.Processes.Chaos;

/// <summary>
/// Nodes as processes, none of which is special: any may be killed, the one that keeps the books too, and is started again at its address. Their journals are in
/// one database.
/// </summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private readonly string _firstFile = Path.Combine(Path.GetTempPath(), $"rayakka-{Guid.NewGuid():N}.conf");
    private readonly List<(NodeProcess Process, int Port)> _running = [];
    private readonly List<NodeProcess> _all = [];
    private readonly string[] _settings;

    /// <param name="connection">Leads to the database.</param>
    public ChaosCluster(string connection)
    {
        _settings =
        [
            "rayakka.profile=fast-failover",
            "rayakka.journal.store=postgres",
            $"rayakka.journal.connection={connection}",

            // Several may be gone at once, the oldest among them.
            "akka.cluster.split-brain-resolver.active-strategy=keep-majority",

            // Nodes come and go all the time, and no network breaks.
            "akka.cluster.split-brain-resolver.stable-after=500ms",
            "akka.cluster.split-brain-resolver.down-all-when-unstable=off",
            "akka.cluster.down-removal-margin=300ms",
        ];
    }

    /// <summary>What stands above the file of a driver.</summary>
    public IReadOnlyList<string> DriverSettings => [Seeds, .. _settings];

    /// <summary>How many nodes take work.</summary>
    public int Count
    {
        get
        {
            lock (_running)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>What all nodes have written, the dead ones too.</summary>
    public IEnumerable<string> Outputs => _all.Select(node => $"Node process {node.Id}:{Environment.NewLine}{node.Output}");

    private string Seeds
    {
        get
        {
            lock (_running)
            {
                return $"rayakka.cluster.seeds={string.Join(',', _running.Select(node => $"127.0.0.1:{node.Port}"))}";
            }
        }
    }

    public async Task StartAsync(int nodes)
    {
        await File.WriteAllTextAsync(
            _firstFile,
            $$"""
            include "{{ProcessCluster.Hocon("head.conf")}}"
            rayakka.cluster.seeds = []
            """);
        var ports = FreePorts(nodes);
        await RunAsync(_firstFile, ports[0]);
        await Task.WhenAll(ports[1..].Select(StartAgainAsync));
    }

    /// <summary>Starts a node, and waits until it takes work.</summary>
    public Task StartAgainAsync(int port) => RunAsync(ProcessCluster.Hocon("cpu-node.conf"), port, Seeds);

    /// <summary>kill -9 of one of those that run.</summary>
    /// <returns>Its port.</returns>
    public async Task<int> KillAsync(Random random)
    {
        NodeProcess process;
        int port;
        lock (_running)
        {
            Assert.All(_running, node => Assert.False(node.Process.HasExited, $"A node has ended by itself:{Environment.NewLine}{node.Process.Output}"));
            var index = random.Next(_running.Count);
            (process, port) = _running[index];
            _running.RemoveAt(index);
        }

        await process.CrashAsync();
        return port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _all)
        {
            await node.DisposeAsync();
        }

        File.Delete(_firstFile);
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }

    private async Task RunAsync(string file, int port, params string[] settings)
    {
        var node = NodeProcess.StartNode([file, $"rayakka.network.port={port}", "rayakka.resources.cpu=1", .. _settings, .. settings]);
        lock (_running)
        {
            _all.Add(node);
        }

        await node.RunningAsync();
        lock (_running)
        {
            _running.Add((node, port));
        }
    }
}
