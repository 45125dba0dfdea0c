using RayAkka.Diagnostics;
using RayAkka.Engine;

namespace RayAkka.Head;

/// <summary>
/// Whom this node follows, and since which epoch. Its gate guards everything that this node tells the head, so that a report and what is sent
/// before and behind it fit together.
/// </summary>
internal sealed class HeadLink : IDisposable
{
    private readonly IHeadChannel _channel;
    private readonly RayLog _log;
    private readonly ITimer _timer;
    private bool _armed;

    public HeadLink(NodeHello self, IHeadChannel channel, TimeProvider time, RayLog log)
    {
        Self = self;
        _channel = channel;
        _log = log;
        _timer = time.CreateTimer(static link => ((HeadLink)link!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long requests wait without a head before a line is logged.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    public Lock Gate { get; } = new();

    public NodeHello Self { get; }

    /// <summary>The highest epoch that this node has reported to; grants of older ones start here no more.</summary>
    public ulong Epoch { get; private set; }

    /// <summary>The node that keeps the books; the default if there is none now.</summary>
    public NodeId Head { get; private set; }

    public bool HasHead => !Head.IsNil;

    /// <summary>How much waits for a head; asked under the gate.</summary>
    public Func<int> CountWaiting { get; set; } = static () => 0;

    /// <summary>Under the gate. Without a head nothing is sent: the next one learns it from the report.</summary>
    public void Send(HeadMessage message)
    {
        if (HasHead)
        {
            _channel.Send(Head, message);
        }
    }

    /// <summary>Under the gate. False if the epoch is not newer than the one followed.</summary>
    public bool TryFollow(NodeId head, ulong epoch)
    {
        if (epoch <= Epoch)
        {
            return false;
        }

        Epoch = epoch;
        Head = head;
        Disarm();
        return true;
    }

    /// <summary>Under the gate: the head is gone or has resigned.</summary>
    public void Lose()
    {
        Head = default;
        OnWaiting();
    }

    /// <summary>Under the gate: something waits that wants a head.</summary>
    public void OnWaiting()
    {
        if (!HasHead && !_armed && CountWaiting() > 0)
        {
            _armed = true;
            _timer.Change(Patience, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Disarm()
    {
        if (_armed)
        {
            _armed = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        int count;
        lock (Gate)
        {
            // Stays armed when it speaks: one line for each time without a head.
            count = HasHead ? 0 : CountWaiting();
            _armed = count > 0;
        }

        if (count > 0)
        {
            _log.HeadMissing(count, Patience);
        }
    }
}
