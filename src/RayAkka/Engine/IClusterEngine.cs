using RayAkka.Wire;

namespace RayAkka.Engine;

/// <summary>
/// The port to an engine of many processes. Each process (and in tests each member of a cluster inside one process) has a runtime and an
/// engine of its own; the runtime meets the others as peers. Envelopes carry frames: their message is a <c>byte[]</c>.
/// </summary>
internal interface IClusterEngine : IEngine
{
    /// <summary>Encodes the user's object graphs.</summary>
    IValueCodec Values { get; }

    /// <summary>More types that may travel, by full name or by a prefix that ends in <c>*</c>: <c>rayakka.serialization.allowed-types</c>.</summary>
    IReadOnlyList<string> AllowedTypes { get; }

    /// <summary>How long a frame may be without acknowledgement, while the connection stands, before it is sent again.</summary>
    TimeSpan ResendAfter { get; }

    /// <summary>
    /// Joins the cluster as this node. Completes when the node is a member that others may place work on: what stands between it and that
    /// (the start of its buckets, the greeting of the members) is over.
    /// </summary>
    /// <exception cref="RayException">The cluster could not be joined in time; the message says why.</exception>
    Task JoinAsync(NodeHello self, CancellationToken cancellationToken);

    /// <summary>Starts another node of the same cluster in this process, with a runtime of its own: for tests of clusters.</summary>
    /// <returns>The id of the node, which this process has met when the task completes.</returns>
    Task<NodeId> StartPeerAsync(NodeOptions options, CancellationToken cancellationToken);

    /// <summary>Takes this node out of the cluster with a goodbye.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether another process still takes connections: false where it is gone, though nobody may have been told yet. For a process that ends and will
    /// not wait for what is dead; it is no reason to rebuild anything elsewhere.
    /// </summary>
    Task<bool> IsReachableAsync(NodeId peer);

    /// <summary>
    /// Makes the shell of an incarnation: an entity of the node's own bucket that is empty until it gets this. Calls
    /// <see cref="IShellTenant.OnShellStarted"/> when it is there.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="incarnation">Which incarnation, from 0.</param>
    /// <param name="usesGpu">Whether it holds a GPU: it then has a thread of its own.</param>
    /// <param name="tenant">What lives in the shell.</param>
    void StartShell(ActorId actor, int incarnation, bool usesGpu, IShellTenant tenant);

    /// <summary>The incarnation has ended; its shell goes. A message that comes later finds none.</summary>
    void StopShell(ActorId actor, int incarnation);

    /// <summary>
    /// Fetches an object's bytes from the node that holds them, beside the envelopes, so that small messages do not wait behind it.
    /// <see cref="IClusterEvents.OpenObject"/> is asked on the other side.
    /// </summary>
    /// <param name="holder">The node.</param>
    /// <param name="number">The object's number there.</param>
    /// <param name="allocate">Makes the memory into which the bytes go, once the length (and the header of the object) is known.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <exception cref="ObjectLostException">The node has no such object, or was lost.</exception>
    Task FetchAsync(NodeId holder, ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken);
}
