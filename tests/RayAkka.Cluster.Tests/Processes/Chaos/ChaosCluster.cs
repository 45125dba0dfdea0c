using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RayAkka.Cluster.Tests.Processes.Support;

namespace RayAkka.Cluster.Tests.Processes.Chaos;

/// <summary>
/// Nodes as processes, none of which is special: any may be killed, the one that keeps the books too. In the place of each that ends, killed or put out of the
/// cluster, another is started at once, at its address. Their journals are in one database. The driver is no node: it is in the process of the tests, and lives on.
/// </summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const int StartsAtOnce = 2;
    private const int MostFailedStarts = 5;

    // While a dead node is not put out no other can come in: to put it out must take less time than there is between two deaths.
    private static readonly string[] s_hasty =
    [
        "akka.cluster.split-brain-resolver.stable-after=300ms",
        "akka.cluster.unreachable-nodes-reaper-interval=100ms",
        "akka.cluster.failure-detector.heartbeat-interval=150ms",
        "akka.cluster.failure-detector.acceptable-heartbeat-pause=800ms",
    ];

    private readonly string _firstFile = Path.Combine(Path.GetTempPath(), $"rayakka-{Guid.NewGuid():N}.conf");
    private readonly List<(NodeProcess Process, int Port)> _running = [];
    private readonly List<NodeProcess> _all = [];
    private readonly List<TimeSpan> _starts = [];
    private readonly List<Task> _places = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string[] _settings;
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _kills;
    private int _ends;

    /// <param name="connection">Leads to the database.</param>
    /// <param name="isHasty">Whether the nodes are to be given up sooner than they should be elsewhere: some that live are, too.</param>
    public ChaosCluster(string connection, bool isHasty)
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
            .. isHasty ? s_hasty : [],
        ];
    }

    /// <summary>What stands above the file of a driver.</summary>
    public IReadOnlyList<string> DriverSettings => [Seeds, .. _settings];

    /// <summary>How many nodes take work.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    public int Kills => _kills;

    /// <summary>How many processes have ended by themselves: they could not join in time, or the others took them for dead.</summary>
    public int PutOut => _ends - _kills;

    /// <summary>How long the nodes took that were started in the place of others, from the start of the process on until they took work.</summary>
    public IReadOnlyList<TimeSpan> Starts
    {
        get
        {
            lock (_gate)
            {
                return [.. _starts];
            }
        }
    }

    /// <summary>Completes when a place cannot be filled any more.</summary>
    public Task Failed => Task.WhenAny(_places).Unwrap();

    /// <summary>What all nodes have written, the dead ones too.</summary>
    public IEnumerable<string> Outputs
    {
        get
        {
            lock (_gate)
            {
                return [.. _all.Select(node => $"Node process {node.Id}:{Environment.NewLine}{node.Output}")];
            }
        }
    }

    private string Seeds
    {
        get
        {
            lock (_gate)
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
        _places.Add(KeepAsync(_firstFile, ports[0]));
        await CountAsync(1);

        // Not all at once: those that start take all there is of a small machine.
        foreach (var some in ports[1..].Chunk(StartsAtOnce))
        {
            var count = Count + some.Length;
            _places.AddRange(some.Select(port => KeepAsync(ProcessCluster.Hocon("cpu-node.conf"), port)));
            await CountAsync(count);
        }
    }

    /// <summary>Completes when so many nodes take work.</summary>
    public async Task CountAsync(int count)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (Count >= count)
            {
                return;
            }

            await Task.WhenAny(changed, Failed).Unwrap().WaitAsync(NodeProcess.Limit);
        }
    }

    /// <summary>kill -9 of one of those that take work.</summary>
    public void Kill(Random random)
    {
        lock (_gate)
        {
            var index = random.Next(_running.Count);
            _kills++;
            _running[index].Process.Kill();
            _running.RemoveAt(index);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await Task.WhenAll(_places).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    // Until the end of the test there is a node in the place, or one is on the way.
    private async Task KeepAsync(string file, int port)
    {
        var failed = 0;
        string[] seeds = file == _firstFile ? [] : [Seeds];
        for (var isFirst = true; !_over.Task.IsCompleted; isFirst = false)
        {
            var began = Stopwatch.GetTimestamp();
            var node = NodeProcess.StartNode([file, $"rayakka.network.port={port}", "rayakka.resources.cpu=1", .. _settings, .. seeds]);
            lock (_gate)
            {
                _all.Add(node);
            }

            if (await Task.WhenAny(node.TryRunAsync(), _over.Task) is Task<bool> started && await started)
            {
                failed = 0;
                lock (_gate)
                {
                    _running.Add((node, port));
                    if (!isFirst)
                    {
                        _starts.Add(Stopwatch.GetElapsedTime(began));
                    }
                }

                Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
                await Task.WhenAny(node.EndedAsync(), _over.Task);
            }
            else
            {
                Assert.True(++failed < MostFailedStarts, $"A node could not be started {failed} times in a row:{Environment.NewLine}{node.Output}");
            }

            lock (_gate)
            {
                _ends += _over.Task.IsCompleted ? 0 : 1;
                _running.RemoveAll(one => one.Process == node);
            }

            (file, seeds) = (ProcessCluster.Hocon("cpu-node.conf"), [Seeds]);
        }
    }
}
