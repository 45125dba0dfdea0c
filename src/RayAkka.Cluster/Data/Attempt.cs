using System.Net.Sockets;

namespace RayAkka.Cluster.Data;

/// <summary>
/// A connection that is being made: whatever it waits for (the network, the other side's certificates or proof), it ends when its time is up
/// or when somebody ends it, by the end of its socket.
/// </summary>
internal sealed class Attempt : IAbortable
{
    private readonly Lock _gate = new();
    private readonly DataAlarm _alarm;
    private Socket? _socket;
    private string? _ended;
    private bool _complete;

    public Attempt(DataClock clock, TimeSpan limit)
    {
        _alarm = clock.After(limit, () => Abort($"it took longer than {limit.TotalSeconds:0.###} s"));
    }

    /// <summary>Called, once, when it is ended before it was complete.</summary>
    public Action? WhenEnded { get; set; }

    /// <summary>Why it was ended; null if it was not.</summary>
    public string? Ended
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    /// <summary>Says which socket is worked with from now on; the one before it is done with.</summary>
    public void Use(Socket socket)
    {
        Socket? old;
        bool ended;
        lock (_gate)
        {
            old = _socket;
            _socket = socket;
            ended = _ended is not null;
        }

        old?.Dispose();
        if (ended)
        {
            socket.Dispose();
        }
    }

    /// <summary>The connection is made: from now on the attempt cannot be ended, and its time does not count.</summary>
    /// <returns>False if it was ended before.</returns>
    public bool Complete()
    {
        _alarm.Cancel();
        lock (_gate)
        {
            _complete = _ended is null;
            return _complete;
        }
    }

    public void Abort(string reason)
    {
        Socket? socket;
        lock (_gate)
        {
            if (_complete || _ended is not null)
            {
                return;
            }

            _ended = reason;
            socket = _socket;
        }

        _alarm.Cancel();
        if (socket is not null)
        {
            Sockets.Close(socket);
        }

        WhenEnded?.Invoke();
    }
}
