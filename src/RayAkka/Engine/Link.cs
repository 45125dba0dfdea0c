using RayAkka.Diagnostics;

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
/// sends, and by itself at once, or, where little is lost, after a few or a while, and when an envelope was repeated; (4) a closed link delivers and sends nothing. Delivery is done by one
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
    private readonly bool _collectsAcknowledgements;
    private ITimer? _ackTimer;
    private int _owed;
    private bool _delivering;
    private bool _closed;

    public Link(IEngine engine, NodeId here, NodeId there, TimeProvider time, Action<object> deliver, TimeSpan? resendAfter = null)
    {
        ResendAfter = resendAfter ?? DefaultResendAfter;
        _collectsAcknowledgements = resendAfter is not null;
        _engine = engine;
        _here = here;
        _there = there;
        _time = time;
        _deliver = deliver;
    }

    /// <summary>How long a message may be without acknowledgement, on an engine that does not say, before it is sent again.</summary>
    public static TimeSpan DefaultResendAfter { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a message may be without acknowledgement before it is sent again.</summary>
    public TimeSpan ResendAfter { get; }

    /// <summary>How many messages may come without an acknowledgement.</summary>
    public static int MostOwed => 32;

    /// <summary>How many frames are sent again at one time, where a message is one that gathers many.</summary>
    public static int MostFramesResent => 64;

    /// <summary>How many messages are sent again at one time.</summary>
    public static int MostResent => 1024;

    /// <summary>Messages that are kept, because they were not acknowledged or came before their turn; for checks that nothing is left over.</summary>
    public int KeptCount
    {
        get
        {
            lock (_gate)
            {
                return _sent.Count + _early.Count + _inbox.Count;
            }
        }
    }

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
            _owed = 0;
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
                var isRepeated = envelope.Number <= _lastReceived;
                Accept(envelope);
                if (envelope.Number <= _lastReceived && MustAcknowledge(isRepeated))
                {
                    _owed = 0;
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
            _ackTimer?.Dispose();
            _ackTimer = null;
            _sent.Clear();
            _early.Clear();
            _inbox.Clear();
        }
    }

    // Under the lock. Where the engine keeps most of what it is given, an acknowledgement can wait for something to travel with.
    private bool MustAcknowledge(bool isRepeated)
    {
        if (!_collectsAcknowledgements || isRepeated || ++_owed >= MostOwed)
        {
            return true;
        }

        _ackTimer ??= _time.CreateTimer(static link => ((Link)link!).OnAckTimer(), this, ResendAfter / 4, Timeout.InfiniteTimeSpan);
        return false;
    }

    private void OnAckTimer()
    {
        Envelope? answer = null;
        lock (_gate)
        {
            _ackTimer?.Dispose();
            _ackTimer = null;
            if (!_closed && _owed > 0)
            {
                _owed = 0;
                answer = new Envelope(0, _lastReceived, null);
            }
        }

        if (answer is not null)
        {
            _engine.Send(_here, _there, answer);
        }
    }

    // Under the lock.
    private void Accept(Envelope envelope)
    {
        if (envelope.Number <= _lastReceived && PlantedBugs.Has(PlantedBug.LinkRepeats))
        {
            _inbox.Enqueue(envelope.Message!);
        }

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

    /// <summary>The connection was made anew: sends again what may have been lost with the old one.</summary>
    public void Resend()
    {
        lock (_gate)
        {
            _oldEnough = _lastSent;
        }

        OnTimer();
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

            again = [.. _sent.TakeWhile(envelope => envelope.Number <= _oldEnough).Take(_collectsAcknowledgements ? MostFramesResent : MostResent)
                .Select(envelope => envelope with { Acknowledged = _lastReceived })];
            _oldEnough = _lastSent;
        }

        foreach (var envelope in again)
        {
            _engine.Send(_here, _there, envelope);
        }
    }
}
