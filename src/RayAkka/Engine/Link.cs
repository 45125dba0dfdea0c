namespace RayAkka.Engine;

/// <summary>
/// One direction and its return between two nodes. It makes a stream of messages that is complete, in order and free of duplicates out of an
/// engine that drops, delays, repeats and reorders.
/// </summary>
/// <remarks>
/// Invariants: (1) messages are numbered from 1 in the order of Send; (2) a message stays in <c>_sent</c> until the other side has
/// acknowledged it or one behind it; what is not acknowledged for <see cref="ResendAfter"/> is sent again, the oldest first and no more than
/// <see cref="MostResent"/> at a time, so that a slow other side is not buried under repetitions; (3) the receiver delivers number n
/// only after n-1, keeps what came early, drops what it has delivered, and acknowledges the last number without a gap with everything it
/// sends and at the latest with the answer to a repeated envelope; (4) a closed link delivers and sends nothing. Delivery is done by one
/// thread at a time, outside the lock, in order.
/// </remarks>
internal sealed class Link : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IEngine _engine;
    private readonly NodeId _here;
    private readonly NodeId _there;
    private readonly TimeProvider _time;
    private readonly Action<object> _deliver;
    private readonly Queue<Envelope> _sent = new();
    private readonly SortedDictionary<long, object> _early = [];
    private readonly Queue<object> _inbox = new();
    private ITimer? _timer;
    private long _lastSent;
    private long _oldEnough;
    private long _lastReceived;
    private bool _delivering;
    private bool _closed;

    public Link(IEngine engine, NodeId here, NodeId there, TimeProvider time, Action<object> deliver)
    {
        _engine = engine;
        _here = here;
        _there = there;
        _time = time;
        _deliver = deliver;
    }

    /// <summary>How long a message may be without acknowledgement before it is sent again.</summary>
    public static TimeSpan ResendAfter { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many messages are sent again at one time.</summary>
    public static int MostResent => 1024;

    public void Send(object message)
    {
        Envelope envelope;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            envelope = new Envelope(++_lastSent, _lastReceived, message);
            _sent.Enqueue(envelope);
            if (_timer is null)
            {
                _oldEnough = envelope.Number;
                _timer = _time.CreateTimer(static link => ((Link)link!).OnTimer(), this, ResendAfter, ResendAfter);
            }
        }

        _engine.Send(_here, _there, envelope);
    }

    public void Receive(Envelope envelope)
    {
        Envelope? answer = null;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            while (_sent.TryPeek(out var first) && first.Number <= envelope.Acknowledged)
            {
                _sent.Dequeue();
            }

            if (envelope.Number > 0)
            {
                Accept(envelope);
                if (envelope.Number <= _lastReceived)
                {
                    answer = new Envelope(0, _lastReceived, null);
                }
            }
        }

        if (answer is not null)
        {
            _engine.Send(_here, _there, answer);
        }

        Deliver();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _timer?.Dispose();
            _timer = null;
            _sent.Clear();
            _early.Clear();
            _inbox.Clear();
        }
    }

    // Under the lock.
    private void Accept(Envelope envelope)
    {
        if (envelope.Number <= _lastReceived || !_early.TryAdd(envelope.Number, envelope.Message!))
        {
            return;
        }

        while (_early.Remove(_lastReceived + 1, out var message))
        {
            _lastReceived++;
            _inbox.Enqueue(message);
        }
    }

    private void Deliver()
    {
        while (true)
        {
            object? message;
            lock (_gate)
            {
                if (_delivering || !_inbox.TryDequeue(out message))
                {
                    return;
                }

                _delivering = true;
            }

            try
            {
                _deliver(message);
            }
            finally
            {
                lock (_gate)
                {
                    _delivering = false;
                }
            }
        }
    }

    private void OnTimer()
    {
        Envelope[] again;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_sent.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
                return;
            }

            again = [.. _sent.TakeWhile(envelope => envelope.Number <= _oldEnough).Take(MostResent)
                .Select(envelope => envelope with { Acknowledged = _lastReceived })];
            _oldEnough = _lastSent;
        }

        foreach (var envelope in again)
        {
            _engine.Send(_here, _there, envelope);
        }
    }
}
