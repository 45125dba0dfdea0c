using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Actors;

/// <content>
/// Where the cell's work is run, and the ways over which calls come to it. On an engine with shells of its own the cell starts when its shell
/// is there, and the shell's mailbox runs it; else the worker pool does. What is queued in a mailbox may be lost with its shell: then the pool runs it.
/// Invariant: each turn that was asked for is run once, by whoever takes the mark that it is due.
/// </content>
internal sealed partial class ActorCell : IShellTenant
{
    private Lock? _lateCalls;
    private IShellMailbox? _mailbox;
    private ShellTurn? _turn;
    private int _isTurnDue;
    private List<ICellRoute>? _routes;
    private bool _routesClosed;

    public override void Start()
    {
        if (Spec.StuckAfter is { } limit)
        {
            _watch = new StuckWatch(this, limit);
        }

        if (Runtime.Cluster is { } cluster)
        {
            _turn = new ShellTurn(this);
            _isTurnDue = 1;
            cluster.StartShell(Id, About.Incarnation, _grant.GpuIds.Count > 0, this);
        }
        else
        {
            Schedule();
        }
    }

    void IShellTenant.OnShellStarted(IShellMailbox mailbox)
    {
        _mailbox = mailbox;
        Schedule();
    }

    /// <summary>Enters a way over which calls come; false if the cell takes none any more.</summary>
    public bool TryAddRoute(ICellRoute route)
    {
        lock (_frame)
        {
            if (_dead || _routesClosed)
            {
                return false;
            }

            (_routes ??= []).Add(route);
            return true;
        }
    }

    private void Schedule()
    {
        if (_mailbox is { } mailbox)
        {
            Schedule(mailbox);
        }
        else
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }

    private void Schedule(IShellMailbox mailbox)
    {
        // A full fence here and in RunLostTurn: either the loss of the mailbox is seen here, or the turn there.
        Interlocked.Exchange(ref _isTurnDue, 1);
        mailbox.Schedule(_turn!);
        if (Volatile.Read(ref _mailbox) is null)
        {
            RunLostTurn();
        }
    }

    private void RunLostTurn()
    {
        if (TakeTurn())
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }

    private bool TakeTurn() => Interlocked.Exchange(ref _isTurnDue, 0) != 0;

    private void ScheduleLast()
    {
        if (_mailbox is { } mailbox)
        {
            Schedule(mailbox);
        }
        else
        {
            WorkerPool.Shared.EnqueueLast(this);
        }
    }

    private void CloseShell()
    {
        if (Runtime.Cluster is { } cluster)
        {
            cluster.StopShell(Id, About.Incarnation);
        }
    }

    // Calls were posted after the mailbox was given back; they have not begun. Those of actors that this process owns go on at once, on the
    // thread of the poster and under a lock that all late posters pass: its caller's next call comes behind them. Their record knows of the end
    // already. The others are given back on another thread: that may fail refs, and the poster may hold a lock.
    private void GiveBackLate()
    {
        List<ObjectRef>? others = null;
        Interlocked.CompareExchange(ref _lateCalls, new Lock(), null);
        lock (_lateCalls)
        {
            foreach (var call in TakeUnanswered(out _))
            {
                if (call.Actor is not OwnedActor actor || !actor.TryPostElsewhere(this, call))
                {
                    (others ??= []).Add(call);
                }
            }
        }

        if (others is not null)
        {
            WorkerPool.Shared.Enqueue(() => GiveBack(others, first: false));
        }
    }

    // The calls of this process that another one's actor got over a way of its own go back to their record, the others to the owner.
    private void GiveBack(List<ObjectRef> calls, bool first)
    {
        if (!Runtime.IsCluster)
        {
            if (first || calls.Count > 0)
            {
                _owner.OnDrained(this, calls, first);
            }

            return;
        }

        List<ICellRoute>? routes;
        lock (_frame)
        {
            _routesClosed = true;
            routes = _routes;
            _routes = null;
        }

        // Their records are told of the end first: what comes back then waits for news of the actor.
        routes?.ForEach(static route => route.OnCellClosed());
        var others = calls.FindAll(static call => call.Actor is BorrowedActor);
        if (others.Count > 0)
        {
            calls.RemoveAll(static call => call.Actor is BorrowedActor);
            foreach (var group in others.GroupBy(static call => call.Actor!))
            {
                group.Key.OnDrained(this, [.. group], first);
            }
        }

        if (first || calls.Count > 0)
        {
            _owner.OnDrained(this, calls, first);
        }
    }

    /// <summary>A turn of the cell in its shell's mailbox.</summary>
    private sealed class ShellTurn(ActorCell cell) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            if (cell.TakeTurn())
            {
                cell.Execute();
            }
        }
    }
}
