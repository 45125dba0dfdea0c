using System.Runtime.ExceptionServices;
using RayAkka.Engine;

namespace RayAkka.Conformance.Engines;

/// <summary>
/// The worst engine that the port allows: envelopes are dropped, held back, repeated and delivered in another order, several at a time, on
/// background threads. Nodes come and go as in the embedded engine.
/// </summary>
internal sealed class LossyEngine(int seed, TimeProvider time, Losses losses) : IEngine
{
    private const int Pumps = 2;
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMilliseconds(15);

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly List<Flight> _flights = [];
    private int _first;
    private readonly HashSet<ITimer> _timers = [];
    private IEngineEvents? _events;
    private ExceptionDispatchInfo? _failure;
    private int _pumps;
    private bool _closed;

    public string Name => "lossy";

    public bool DeliversDirectly => false;

    public int Dropped { get; private set; }

    public int Repeated { get; private set; }

    public int Delayed { get; private set; }

    public int Overtaken { get; private set; }

    public void Attach(IEngineEvents events) => _events = events;

    public ValueTask StartNodeAsync(NodeId node, CancellationToken cancellationToken)
    {
        _events!.OnNodeUp(node);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopNodeAsync(NodeId node, bool graceful, CancellationToken cancellationToken)
    {
        _events!.OnNodeDown(node, graceful ? "it left the cluster" : "it crashed");
        return ValueTask.CompletedTask;
    }

    public void Send(NodeId from, NodeId to, Envelope envelope)
    {
        var flight = new Flight(from, to, envelope);
        lock (_gate)
        {
            if (_closed)
                return;
            if (Happens(losses.Drop))
            {
                Dropped++;
                return;
            }

            if (Happens(losses.Repeat))
            {
                Repeated++;
                _flights.Add(flight);
            }

            if (Happens(losses.Delay))
            {
                Delayed++;
                Delay(flight);
            }
            else
            {
                _flights.Add(flight);
            }

            StartPump();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            _flights.Clear();
            _first = 0;
            foreach (var timer in _timers)
                timer.Dispose();
            _timers.Clear();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Throws what the runtime threw when it was given an envelope.</summary>
    public void Verify() => _failure?.Throw();

    private bool Happens(double share) => _random.NextDouble() < share;

    // Under the lock.
    private void Delay(Flight flight)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(_ => Land(flight, timer!), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timers.Add(timer);
        timer.Change(s_longestDelay * _random.NextDouble(), Timeout.InfiniteTimeSpan);
    }

    private void Land(Flight flight, ITimer timer)
    {
        lock (_gate)
        {
            timer.Dispose();
            if (!_timers.Remove(timer))
                return;
            _flights.Add(flight);
            StartPump();
        }
    }

    // Under the lock.
    private void StartPump()
    {
        if (_pumps < Pumps && _flights.Count > _first)
        {
            _pumps++;
            ThreadPool.UnsafeQueueUserWorkItem(static engine => engine.Pump(), this, preferLocal: false);
        }
    }

    private void Pump()
    {
        while (TakeNext() is { } flight)
        {
            try
            {
                _events!.OnEnvelope(flight.From, flight.To, flight.Envelope);
            }
            catch (Exception e)
            {
                _failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }
    }

    private Flight? TakeNext()
    {
        lock (_gate)
        {
            if (_first == _flights.Count)
            {
                _flights.Clear();
                _first = 0;
                _pumps--;
                return null;
            }

            var index = _first + _random.Next(Math.Min(losses.Window, _flights.Count - _first));
            Overtaken += index - _first;
            var flight = _flights[index];

            // The first fills the gap: one more that is overtaken.
            _flights[index] = _flights[_first++];
            return flight;
        }
    }

    private sealed record Flight(NodeId From, NodeId To, Envelope Envelope);
}
