namespace RayAkka.Testing;

/// <summary>
/// A cluster of several nodes in this process, for tests of what happens when nodes come and go. Starting it also initialises
/// <see cref="Ray"/> as its driver; disposing it shuts Ray down. Ray's <c>cluster_utils.Cluster</c>.
/// </summary>
public sealed class RayCluster : IAsyncDisposable
{
    private readonly RayRuntime _runtime;

    private RayCluster(RayRuntime runtime) => _runtime = runtime;

    /// <summary>Starts a cluster of one node on the embedded engine.</summary>
    /// <param name="head">What the first node has. Default: the machine's CPUs, no GPU.</param>
    /// <param name="options">Options of the session; its resources are not used.</param>
    /// <exception cref="InvalidOperationException">Ray is initialised already.</exception>
    public static Task<RayCluster> StartAsync(NodeOptions? head = null, RayOptions? options = null) => StartOnAsync(head, options ?? new RayOptions());

    /// <summary>
    /// Starts a cluster of one node on the given engine, with this process as its driver: <see cref="Ray"/> is initialised with it. Nodes of an
    /// engine of many processes are members of a real cluster, each with a runtime of its own, though in this process.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="head">The first node's resources and labels; default: those of the machine.</param>
    /// <param name="options">Options of the session; what they say of resources is not used.</param>
    /// <exception cref="InvalidOperationException">Ray is initialised already.</exception>
    public static Task<RayCluster> StartAsync(ClusterEngine engine, NodeOptions? head = null, RayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return StartOnAsync(head, engine.Apply(options ?? new RayOptions()));
    }

    private static async Task<RayCluster> StartOnAsync(NodeOptions? head, RayOptions options)
    {
        head ??= new NodeOptions();
        _ = Scheduling.NodeResources.Of(head);
        var runtime = RayRuntime.Start(options with { MayLoseNodes = true });
        var cluster = new RayCluster(runtime);
        try
        {
            await cluster.AddNodeAsync(head).ConfigureAwait(false);
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return cluster;
    }

    /// <summary>Adds a node; it can take work when this completes.</summary>
    /// <param name="options">What the node has.</param>
    /// <param name="cancellationToken">Gives up waiting for the node.</param>
    public async Task<ClusterNode> AddNodeAsync(NodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new NodeOptions();
        _ = Scheduling.NodeResources.Of(options);
        return new ClusterNode(await _runtime.AddNodeAsync(options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// The node is gone without a goodbye, as in a crash: calls to its actors and its tasks fail or are tried again elsewhere, actors with
    /// restarts left are rebuilt.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="cancellationToken">Gives up waiting for the engine.</param>
    public async Task KillNodeAsync(ClusterNode node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        await _runtime.KillNodeAsync(node.NodeId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The node takes no new work and leaves when its tasks and the calls submitted to its actors have ended, at the latest after
    /// <see cref="RayOptions.GracefulShutdownTimeout"/>. Its actors are disposed, then rebuilt elsewhere at the cost of a restart if they have one
    /// left; else they have ended.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="cancellationToken">Gives up waiting for the tasks.</param>
    public async Task RemoveNodeAsync(ClusterNode node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        await _runtime.RemoveNodeAsync(node.NodeId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shuts Ray down and ends all nodes.</summary>
    public async ValueTask DisposeAsync() => await _runtime.ShutdownAsync().ConfigureAwait(false);
}
