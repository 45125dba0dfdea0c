namespace RayAkka.Cluster.Data;

/// <summary>
/// Keeps the connection for envelopes with a peer that this node is to connect to: connects, works with the connection until it ends, and
/// connects again, after a pause that doubles while it fails. One thread, for as long as the peer is one.
/// </summary>
internal sealed class DialLoop(DataContext context, NodeId peer, Dialer dialer, AbortSet open, EnvelopeLane lane)
{
    /// <summary>After so many failures in a row people are told: some ten seconds, in which a node that has died is suspected.</summary>
    public const int FailuresToTell = 15;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private bool _stopped;
    private bool _held;
    private int _failures;
    private bool _told;

    public void Start() => context.Threads.Start("ray-data", Run);

    public void Stop() => Change(() => _stopped = true);

    public void Hold() => Change(() => _held = true);

    public void Resume() => Change(() => _held = false);

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        while (WaitUntilWanted())
        {
            try
            {
                var channel = dialer.Dial(ConnectionKind.Envelopes);
                Succeeded();
                lane.Run(channel);
            }
            catch (Exception e) when (Sockets.IsFailure(e))
            {
                Failed(e);
            }

            Pause();
        }
    }

    private void Succeeded()
    {
        _failures = 0;
        if (_told)
        {
            _told = false;
            context.Log.Restored(peer);
        }
    }

    private void Failed(Exception reason)
    {
        _failures++;
        if (!_told && open.ShutBecause is null
            && (reason is HandshakeException || (_failures >= FailuresToTell && !context.Events.IsSuspected(peer))))
        {
            _told = true;
            context.Log.FallingBack(peer, dialer.Address, reason.Message);
        }
    }

    private void Pause()
    {
        var pause = ShortestPause * Math.Pow(2, Math.Clamp(_failures - 1, 0, 10));
        var over = false;
        lock (_gate)
        {
            var alarm = context.Clock.After(pause < LongestPause ? pause : LongestPause, () => Change(() => over = true));
            while (!over && !_stopped)
            {
                Monitor.Wait(_gate);
            }

            alarm.Cancel();
        }
    }

    private bool WaitUntilWanted()
    {
        lock (_gate)
        {
            while (_held && !_stopped)
            {
                Monitor.Wait(_gate);
            }

            return !_stopped;
        }
    }
}
