using System.Collections.Concurrent;
using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>
/// What waits to be sent on one connection. Anybody may add; one thread at a time sends.
/// </summary>
/// <remarks>
/// Invariants: (1) whoever turns <c>_owned</c> from 0 to 1 is the only one who touches the buffer and the pipe's sending side, until he turns
/// it back; (2) every envelope that is in the queue while <c>_owned</c> is 0 is seen by somebody: who adds looks at <c>_owned</c> after
/// adding, who lets go looks at the queue after letting go, both with a full fence; (3) a thread that adds sends at most one buffer full
/// and never waits: what the socket does not take at once, and what others add meanwhile, it hands to the sending thread together with the
/// ownership. (4) Who adds again so soon after he sent that there is no answer yet has more to say: the sending thread then collects what
/// comes, so that a burst does not cost one call of the system an envelope. A single message is sent without a change of threads.
/// (5) After an error nobody becomes owner any more.
/// </remarks>
internal sealed class Outbox
{
    private static readonly TimeSpan Burst = TimeSpan.FromMicroseconds(8);

    private readonly ConcurrentQueue<Envelope> _queue = new();
    private readonly SendBuffer _buffer = new();
    private readonly IPipe _pipe;
    private readonly TimeProvider _time;
    private readonly long _maxQueued;
    private readonly long _burst;
    private readonly Action<Action> _startThread;
    private readonly Action<Exception> _failed;
    private readonly object _gate = new();
    private int _owned;
    private long _queued;
    private long _sentAt;
    private bool _threadStarted;
    private bool _handedOver;
    private volatile bool _closed;

    /// <param name="pipe">Where the bytes go.</param>
    /// <param name="time">Tells bursts.</param>
    /// <param name="maxQueued">How many bytes may wait.</param>
    /// <param name="startThread">Starts the sending thread, when one is first needed.</param>
    /// <param name="failed">Told when the connection broke while sending.</param>
    public Outbox(IPipe pipe, TimeProvider time, long maxQueued, Action<Action> startThread, Action<Exception> failed)
    {
        _pipe = pipe;
        _time = time;
        _maxQueued = maxQueued;
        _burst = (long)(Burst.TotalSeconds * time.TimestampFrequency);
        _sentAt = time.GetTimestamp() - _burst - 1;
        _startThread = startThread;
        _failed = failed;
    }

    /// <summary>Adds an envelope and sends what can be sent at once. It does not wait.</summary>
    /// <returns>False if too much waits already.</returns>
    public bool Add(Envelope envelope)
    {
        var size = FrameFormat.Size(envelope);
        if (Interlocked.Add(ref _queued, size) > _maxQueued)
        {
            Interlocked.Add(ref _queued, -size);
            return false;
        }

        _queue.Enqueue(envelope);
        if (TryOwn())
        {
            if (_pipe.SendsAtOnce && _time.GetTimestamp() - _sentAt > _burst)
            {
                SendOnce();
            }
            else
            {
                HandOver();
            }
        }

        return true;
    }

    /// <summary>Ends the sending thread. What waits is forgotten.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool TryOwn() => Interlocked.CompareExchange(ref _owned, 1, 0) == 0;

    private void SendOnce()
    {
        try
        {
            Fill();
            if (!_buffer.Flush(_pipe))
            {
                HandOver();
                return;
            }
        }
        catch (Exception e) when (Sockets.IsFailure(e))
        {
            _failed(e);
            return;
        }

        _sentAt = _time.GetTimestamp();
        if (!_queue.IsEmpty || !LetGo())
        {
            HandOver();
        }
    }

    /// <returns>False if something came in between and the caller is owner again.</returns>
    private bool LetGo()
    {
        Interlocked.Exchange(ref _owned, 0);
        return _queue.IsEmpty || !TryOwn();
    }

    private void Fill()
    {
        var taken = _buffer.Fill(_queue);
        if (taken > 0)
        {
            Interlocked.Add(ref _queued, -taken);
        }
    }

    private void HandOver()
    {
        lock (_gate)
        {
            _handedOver = true;
            if (_threadStarted)
            {
                Monitor.Pulse(_gate);
                return;
            }

            if (_closed)
            {
                return;
            }

            _threadStarted = true;
        }

        _startThread(Run);
    }

    private void Run()
    {
        try
        {
            while (WaitForWork())
            {
                do
                {
                    SendAll();
                }
                while (!LetGo());
            }
        }
        catch (Exception e) when (Sockets.IsFailure(e))
        {
            _failed(e);
        }
    }

    private void SendAll()
    {
        while (!_closed)
        {
            if (!_buffer.Flush(_pipe))
            {
                _pipe.WaitToSend();
                continue;
            }

            if (_queue.IsEmpty)
            {
                break;
            }

            Fill();
        }

        _sentAt = _time.GetTimestamp();
    }

    private bool WaitForWork()
    {
        lock (_gate)
        {
            while (!_handedOver && !_closed)
            {
                Monitor.Wait(_gate);
            }

            _handedOver = false;
            return !_closed;
        }
    }
}
