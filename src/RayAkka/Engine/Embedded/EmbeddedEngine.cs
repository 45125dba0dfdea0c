namespace RayAkka.Engine.Embedded;

/// <summary>
/// The default engine: virtual nodes in this process, no ports, no configuration. Calls are handed over directly, so all it does is say
/// which nodes there are.
/// </summary>
internal sealed class EmbeddedEngine : IEngine
{
    private IEngineEvents? _events;

    public string Name => "embedded";

    public bool DeliversDirectly => true;

    public void Attach(IEngineEvents events) => _events = events;

    public ValueTask StartNodeAsync(NodeId node, CancellationToken cancellationToken)
    {
        _events!.OnNodeUp(node);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopNodeAsync(NodeId node, bool graceful, CancellationToken cancellationToken)
    {
        _events!.OnNodeDown(node, graceful ? "its node has left the cluster" : "its node has died");
        return ValueTask.CompletedTask;
    }

    public void Send(NodeId from, NodeId to, Envelope envelope) => _events!.OnEnvelope(from, to, envelope);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
