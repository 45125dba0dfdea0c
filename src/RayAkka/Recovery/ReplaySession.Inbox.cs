using RayAkka.Execution;

namespace RayAkka.Recovery;

/// <content>
/// What has come from outside and was not journalled yet. It is put here by any thread and taken by the actor's. Invariants: <c>_signal</c> is set
/// with each thing that is put in, and cleared when the actor looks, under the lock; whoever is about to park, block or go idle makes that known
/// first and then reads it, so that the thing is either seen or wakes the actor.
/// </content>
internal sealed partial class ReplaySession
{
    private const int SpinRounds = 60;

    // A plain object: Monitor.Wait does not take a Lock.
    private readonly object _gate = new();
    private List<JournalEvent> _inbox = [];
    private List<JournalEvent> _taken = [];
    private volatile int _count;
    private volatile bool _signal;
    private bool _blocked;
    private int _parked;

    public bool HasNews => _count > 0 && !_replaying;

    /// <summary>The turn is over until something comes; false if something has. To be called when the turn has been left.</summary>
    public bool TryPark()
    {
        Interlocked.Exchange(ref _parked, 1);
        return !_signal || Interlocked.Exchange(ref _parked, 0) == 0;
    }

    private void Tell(JournalEvent entry)
    {
        lock (_gate)
        {
            _inbox.Add(entry);
            _count = _inbox.Count;
        }

        Wake();
    }

    private void Wake()
    {
        lock (_gate)
        {
            _signal = true;
            if (_blocked)
            {
                Monitor.Pulse(_gate);
                return;
            }
        }

        Interlocked.MemoryBarrier();
        if (Interlocked.Exchange(ref _parked, 0) == 1)
        {
            _cell.OnWoken();
        }
        else
        {
            _cell.WakeIfIdle();
        }
    }

    // Journals all that has come; false if that is nothing. Inside a blocking wait no other code can go on.
    private bool TakeNews(bool withContinuations)
    {
        if (_replaying || (_count == 0 && !_signal))
        {
            return false;
        }

        lock (_gate)
        {
            _signal = false;
            (_inbox, _taken) = (_taken, _inbox);
            if (!withContinuations)
            {
                _inbox.AddRange(_taken.Where(static entry => entry.Kind == JournalEventKind.Continued));
                _taken.RemoveAll(static entry => entry.Kind == JournalEventKind.Continued);
            }

            _count = _inbox.Count;
        }

        var now = Runtime.Time.GetUtcNow().UtcTicks;
        foreach (var entry in _taken)
        {
            if (!IsStale(entry))
            {
                entry.During = _position;
                entry.Time = now;
                _committing.Add(_journal.Add(entry));
            }
        }

        _taken.Clear();
        return _committing.Count > 0;
    }

    // Code that goes on behind an await of something that is not Ray's; null if none can.
    private Action? TakeContinuation()
    {
        lock (_gate)
        {
            _signal = false;
            var index = _inbox.FindIndex(static entry => entry.Kind == JournalEventKind.Continued);
            if (index < 0)
            {
                return null;
            }

            var code = _inbox[index].Code;
            _inbox.RemoveAt(index);
            _count = _inbox.Count;
            return code;
        }
    }

    // False when the time is over before anything has come.
    private bool BlockForNews(int milliseconds)
    {
        for (var round = 0; round < SpinRounds && !_signal; round++)
        {
            if (WorkerPool.IsWanted)
            {
                break;
            }

            Thread.SpinWait(8);
        }

        if (_signal)
        {
            return true;
        }

        var isWorker = WorkerPool.EnterBlocked();
        try
        {
            lock (_gate)
            {
                _blocked = true;
                while (!_signal && Monitor.Wait(_gate, milliseconds))
                {
                }

                _blocked = false;
                return _signal;
            }
        }
        finally
        {
            if (isWorker)
            {
                WorkerPool.ExitBlocked();
            }
        }
    }

    private static void Block(Task commit) => WorkerPool.Wait(commit);
}
