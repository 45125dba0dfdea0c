using RayAkka.Engine;

namespace RayAkka.Conformance.Links;

/// <summary>An engine that keeps what is sent until a test takes it out.</summary>
internal sealed class Wire : IEngine
{
    private readonly List<(NodeId To, Envelope Envelope)> _flights = [];

    public string Name => "wire";

    public bool DeliversDirectly => false;

    public int Count => _flights.Count;

    public void Attach(IEngineEvents events)
    {
    }

    public ValueTask StartNodeAsync(NodeId node, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask StopNodeAsync(NodeId node, bool graceful, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void StartShell(NodeId node, ActorId actor)
    {
    }

    public void StopShell(NodeId node, ActorId actor)
    {
    }

    public void Send(NodeId from, NodeId to, Envelope envelope) => _flights.Add((to, envelope));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public (NodeId To, Envelope Envelope) Take(int index = 0)
    {
        var flight = _flights[index];
        _flights.RemoveAt(index);
        return flight;
    }

    public (NodeId To, Envelope Envelope) Peek(int index) => _flights[index];

    public void Clear() => _flights.Clear();
}
