namespace RayAkka.Engine;

/// <summary>
/// The port to whatever carries messages between nodes. An engine moves envelopes and knows who is a member; it decides nothing about
/// order, retries, de-duplication, errors or resources: all that is the runtime's.
/// </summary>
internal interface IEngine : IAsyncDisposable
{
    /// <summary>The name for logs: "embedded", "akka".</summary>
    string Name { get; }

    /// <summary>
    /// Whether every node is in this process and nothing sent can be lost: the runtime then hands calls to actors directly, without
    /// envelopes.
    /// </summary>
    bool DeliversDirectly { get; }

    /// <summary>Joins the cluster; to be called once, first.</summary>
    /// <param name="events">Told of members and envelopes.</param>
    void Attach(IEngineEvents events);

    /// <summary>Adds a member to the cluster; <see cref="IEngineEvents.OnNodeUp"/> has been called when this completes.</summary>
    ValueTask StartNodeAsync(NodeId node, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a member out: by a goodbye, or as a crash would. <see cref="IEngineEvents.OnNodeDown"/> has been called when this completes.
    /// </summary>
    ValueTask StopNodeAsync(NodeId node, bool graceful, CancellationToken cancellationToken);

    /// <summary>Sends an envelope: at most once or more than once, in any order, or never. It must not block, nor deliver on the calling thread, which may hold locks.</summary>
    void Send(NodeId from, NodeId to, Envelope envelope);
}
