using RayAkka.Conformance.Support;
using RayAkka.Testing;

namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>
/// A driver and the nodes a, b and c of one cluster in this process. Each node has 100 of a resource of its own name, so that a request for
/// it is placed there.
/// </summary>
public abstract class ClusterTests : IAsyncLifetime
{
    private readonly List<ClusterNode> _nodes = [];

    protected RayCluster Cluster { get; private set; } = null!;

    protected static TimeSpan Limit => Probe.Limit;

    private protected virtual WatchedEngine Engine { get; } = new();

    private protected GrantJournal Journal { get; } = new();

    protected virtual IReadOnlyList<NodeOptions> Layout => [Place("a"), Place("b"), Place("c")];

    protected virtual RayOptions Options => new() { LoggerFactory = Journal, UnschedulableAfter = TimeSpan.FromSeconds(20) };

    protected ClusterNode A => _nodes[0];

    protected ClusterNode B => _nodes[1];

    protected ClusterNode C => _nodes[2];

    public async Task InitializeAsync()
    {
        Cluster = await RayCluster.StartAsync(Engine, Layout[0], Options);
        _nodes.Add(new ClusterNode(Assert.Single(Engine.Members).Key));
        foreach (var node in Layout.Skip(1))
        {
            _nodes.Add(await Cluster.AddNodeAsync(node));
        }
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync().AsTask().WaitAsync(Limit);
        Journal.Verify();
    }

    protected static NodeOptions Place(string name, double gpus = 0) => new() { NumCpus = 8, NumGpus = gpus, Resources = { [name] = 100 } };

    protected static ActorOptions On(string place) => new() { Resources = { [place] = 1 } };

    protected static TaskOptions TaskOn(string place) => new() { Resources = { [place] = 1 } };

    protected static Task<T> Soon<T>(ObjectRef<T> reference) => reference.AsTask().WaitAsync(Limit);

    protected static Task Soon(ObjectRef reference) => reference.AsTask().WaitAsync(Limit);

    protected static async Task<T[]> Soon<T>(IEnumerable<ObjectRef<T>> references) => [.. await Ray.GetAsync(references, Limit)];

    /// <summary>The error with which a ref fails, or null; fails the test if it does not settle.</summary>
    protected static async Task<Exception?> Outcome(ObjectRef reference)
    {
        try
        {
            await Soon(reference);
            return null;
        }
        catch (RayException e)
        {
            return e;
        }
    }

    protected async Task KillAsync(ClusterNode node)
    {
        await Cluster.KillNodeAsync(node).WaitAsync(Limit);
        Journal.Forget(node.NodeId);
    }

    private protected Member MemberOf(ClusterNode node) => Engine.Members[node.NodeId];

}
