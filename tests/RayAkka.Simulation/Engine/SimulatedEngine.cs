using RayAkka.Engine;

namespace RayAkka.Simulation.Engine;

/// <summary>
/// An engine whose every envelope waits until the simulator delivers it, loses it or repeats it. A node that crashes is cut off at once; the
/// runtime learns of the crash at a later step. With <paramref name="direct"/> it is the embedded engine, whose nodes are reached without envelopes.
/// </summary>
internal sealed class SimulatedEngine(Simulator simulator, Scenario scenario, bool direct) : IEngine
{
    private readonly Chance _chance = simulator.Chance.Split();
    private readonly HashSet<NodeId> _cut = [];
    private readonly List<(NodeId Node, string Reason, TaskCompletionSource Told, long At)> _dying = [];
    private IEngineEvents? _events;

    public string Name => direct ? "simulated, direct" : "simulated";

    public bool DeliversDirectly => direct;

    /// <summary>The envelopes on their way.</summary>
    public List<Flight> Flights { get; } = [];

    /// <summary>Whether envelopes are lost, repeated and held back; not when a run comes to its end.</summary>
    public bool IsBad { get; set; } = true;

    public int DyingCount => _dying.Count;

    public void Attach(IEngineEvents events) => _events = events;

    public ValueTask StartNodeAsync(NodeId node, CancellationToken cancellationToken)
    {
        _events!.OnNodeUp(node);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopNodeAsync(NodeId node, bool graceful, CancellationToken cancellationToken)
    {
        if (!graceful)
            _cut.Add(node);
        var told = new TaskCompletionSource();
        _dying.Add((node, graceful ? "its node has left the cluster" : "its node has died", told, simulator.Time.Now + DetectionTime()));
        return new ValueTask(told.Task);
    }

    public void Send(NodeId from, NodeId to, Envelope envelope)
    {
        if (_cut.Contains(from) || _cut.Contains(to) || (IsBad && _chance.Happens(scenario.Drop)))
            return;
        var copies = IsBad && _chance.Happens(scenario.Repeat) ? 2 : 1;
        for (; copies > 0; copies--)
        {
            var delay = IsBad && _chance.Happens(scenario.Delay) ? _chance.Below((int)TimeSpan.TicksPerSecond / 5) : 0;
            Flights.Add(new Flight(from, to, envelope, simulator.Time.Now + delay));
        }
    }

    public ValueTask DisposeAsync()
    {
        Flights.Clear();
        return ValueTask.CompletedTask;
    }

    public void Deliver(Flight flight)
    {
        Flights.Remove(flight);
        if (!_cut.Contains(flight.From) && !_cut.Contains(flight.To))
            _events!.OnEnvelope(flight.From, flight.To, flight.Envelope);
    }

    /// <summary>Nothing passes between the node and the others, though it lives.</summary>
    public void Cut(NodeId node) => _cut.Add(node);

    public void Heal(NodeId node)
    {
        if (!_dying.Exists(dying => dying.Node == node))
            _cut.Remove(node);
    }

    /// <summary>Tells the runtime of the loss of a node, if one is due; false if none is.</summary>
    public bool TryTellLoss()
    {
        var index = _dying.FindIndex(dying => dying.At <= simulator.Time.Now);
        if (index < 0)
            return false;
        var (node, reason, told, _) = _dying[index];
        _dying.RemoveAt(index);
        _cut.Add(node);
        simulator.Trace.Add($"loss of {node} is known");
        _events!.OnNodeDown(node, reason);
        told.SetResult();
        return true;
    }

    /// <summary>The next time at which something becomes due; the greatest if nothing does.</summary>
    public long NextDue()
    {
        var next = long.MaxValue;
        foreach (var flight in Flights)
            next = Math.Min(next, flight.At);
        foreach (var dying in _dying)
            next = Math.Min(next, dying.At);
        return next;
    }

    private long DetectionTime() => direct || _chance.Happens(0.3) ? 0 : _chance.Below((int)TimeSpan.TicksPerSecond / 2);
}
