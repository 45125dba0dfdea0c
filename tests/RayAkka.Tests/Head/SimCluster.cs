using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Engine;
using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Head;

/// <summary>Nodes in one thread under virtual time, with an engine that elects one of them to keep the books.</summary>
internal sealed class SimCluster(int seed) : IDisposable
{
    private readonly List<SimNode> _nodes = [];

    public static TimeSpan UnschedulableAfter { get; } = TimeSpan.FromSeconds(10);

    public Random Random { get; } = new(seed);

    public ManualTimeProvider Time { get; } = new();

    public GpuAudit Audit { get; } = new();

    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;

    public SimNetwork Network => field ??= new SimNetwork(Random);

    public IReadOnlyList<SimNode> Nodes => _nodes;

    public IEnumerable<SimNode> Alive => _nodes.Where(node => node.IsAlive);

    public SimNode? Head { get; private set; }

    public SimNode Add(double cpu = 4, int gpus = 4, bool isDriver = false)
    {
        var capacity = isDriver ? ResourceSet.Empty : SchedulerFixture.Set(cpu, gpus);
        var id = new NodeId((ulong)Random.Next(1, 100), (ulong)_nodes.Count + 1);
        int[] gpuIds = isDriver ? [] : [.. Enumerable.Range(0, gpus)];
        var node = new SimNode(this, new NodeHello(id, capacity, new Dictionary<string, string>(), gpuIds, isDriver, $"host:{_nodes.Count}"));
        foreach (var other in Alive)
            Network.Introduce(node.Hello, other.Hello);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Whether a node and all others have met: what the engine promises before a node takes part.</summary>
    public bool HasJoined(SimNode node) => Alive.All(other => Network.HasMet(node.Id, other.Id) && Network.HasMet(other.Id, node.Id));

    /// <summary>Elects a node; the news of it and of the dismissal of the last one travel apart.</summary>
    public void Elect(SimNode node)
    {
        if (Head == node)
            return;
        if (Head is { IsAlive: true } last)
            Network.Post(last.Id, last.Id, new Dismissed());
        Head = node;
        Network.Post(node.Id, node.Id, new Elected());
    }

    public void Kill(SimNode node, bool withLoss = true)
    {
        node.IsAlive = false;
        Audit.Forget(node.Id);
        Network.Kill(node.Id, Alive.Select(other => other.Id), withLoss);
        if (Head == node)
            Head = null;
    }

    /// <summary>Delivers one message.</summary>
    public bool Step()
    {
        if (Network.Pending == 0)
            return false;
        Deliver(Network.Take());
        return true;
    }

    /// <summary>Delivers all that is on its way, before any answer to it.</summary>
    public void StepAll()
    {
        foreach (var sent in Network.TakeAll())
            Deliver(sent);
    }

    /// <summary>Delivers until nothing is on its way.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Delivers and starts whatever was granted until nothing moves.</summary>
    public void RunAndDecide()
    {
        do
        {
            Run();
            foreach (var node in Alive)
            {
                while (node.Undecided.Count > 0)
                    node.Decide(0);
            }
        }
        while (Network.Pending > 0);
    }

    /// <summary>What the head says is there and free.</summary>
    public IReadOnlyList<NodeAmounts> Usage(SimNode asker)
    {
        var query = asker.Books.Queries.Start(static number => new UsageQuery(number));
        Run();
        return Assert.IsType<UsageAnswer>(query.Answer).Nodes;
    }

    private void Deliver((NodeId From, NodeId To, object Item) sent) => _nodes.Single(node => node.Id == sent.To).Deliver(sent.From, sent.Item);

    public void Dispose()
    {
        foreach (var node in _nodes)
            node.Books.Dispose();
    }
}
