using System.Collections.Concurrent;

namespace RayAkka.Execution;

/// <summary>
/// The threads that run user code: turns of actors, tasks, and continuations of awaited refs.
/// </summary>
/// <remarks>
/// Why not the .NET thread pool: user code may block (Ray.Get, a lock, a sleep), and that pool adds threads for blocked ones too slowly
/// for nested calls to make progress. Invariants:
/// <list type="number">
/// <item>Every queued item is run once, by a worker, outside every lock.</item>
/// <item><c>_active</c> counts the workers that are neither parked nor blocked in a wait of the runtime. While there are items,
/// <c>_active</c> is at least <c>_limit</c>, or a worker is being woken or made, or a searching worker will find them.</item>
/// <item>A worker that stops searching looks once more at every place an item can be, after it has left <c>_searching</c>: a producer that
/// saw it searching and therefore woke nobody has queued before that look.</item>
/// <item><c>_limit</c> is the number of processors, plus what the monitor adds while items wait and nothing is taken: user code that blocks
/// without telling the pool costs a tick, not progress.</item>
/// </list>
/// An item that a worker queues goes to the worker's own slot, which it looks at first: two parties that take turns stay on one thread.
/// </remarks>
internal sealed class WorkerPool
{
    private const int SpinRounds = 120;
    private const int StealAfterRounds = 12;

    // A worker that looks for work keeps a processor from those who bring it: the threads that read from other processes.
    private const int YieldAfterRounds = 8;
    private const int SlotTurnsInARow = 61;
    private static readonly TimeSpan s_idleExit = TimeSpan.FromSeconds(20);

    [ThreadStatic]
    private static Worker? t_worker;

    private readonly ConcurrentQueue<object> _queue = new();
    private readonly Lock _gate = new();
    private readonly Stack<Worker> _parked = new();
    private readonly int _processors;
    private readonly WorkerPoolMonitor _monitor;
    private Worker[] _workers = [];
    private int _limit;
    private int _active;
    private int _searching;
    private int _parkedCount;
    private int _blocked;
    private long _taken;
    private int _named;

    public WorkerPool(int processors)
    {
        _processors = processors;
        _limit = processors;
        _monitor = new WorkerPoolMonitor(this);
    }

    /// <summary>
    /// Whether a worker that looks for work lets other threads run in between: set once this process is part of a cluster, where threads that read
    /// from other processes bring the work. In a process by itself only workers do, and the switch would cost more than it gives.
    /// </summary>
    public static bool LetsReadersRun { get; set; }

    public static WorkerPool Shared { get; } = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>What runs the items instead of this pool's threads: a simulation. A worker that queues to itself never looks here.</summary>
    public static IWorkItemQueue? Substitute { get; set; }

    /// <summary>Whether the calling thread is one of the pool's.</summary>
    public static bool IsWorkerThread => t_worker is not null;

    /// <summary>Threads that exist now, for tests and metrics.</summary>
    public int ThreadCount => Volatile.Read(ref _workers).Length;

    /// <summary>Threads that wait in Get or Wait now, for tests and metrics.</summary>
    public int BlockedCount => Volatile.Read(ref _blocked);

    internal bool HasWork => !_queue.IsEmpty || AnySlot();

    internal long Taken => Volatile.Read(ref _taken);

    /// <summary>Queues an item: an <see cref="IThreadPoolWorkItem"/> or an <see cref="Action"/>.</summary>
    public void Enqueue(object item)
    {
        var worker = t_worker;
        if (worker is not null && worker.Pool == this && worker.Slot is null)
        {
            Interlocked.Exchange(ref worker.Slot, item);
        }
        else if (Substitute is { } substitute)
        {
            substitute.Enqueue(item);
            return;
        }
        else
        {
            _queue.Enqueue(item);
            Interlocked.MemoryBarrier();
        }

        if (Volatile.Read(ref _searching) == 0)
        {
            WakeOne();
        }
    }

    /// <summary>Queues an action.</summary>
    public void Enqueue(Action action) => Enqueue((object)action);

    /// <summary>Queues an item behind all others, so that a long series of turns does not keep others waiting.</summary>
    public void EnqueueLast(object item)
    {
        if (Substitute is { } substitute)
        {
            substitute.Enqueue(item);
            return;
        }

        _queue.Enqueue(item);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _searching) == 0)
        {
            WakeOne();
        }
    }

    /// <summary>Whether the calling thread is a worker and items wait that no other worker is looking for: it should not spin.</summary>
    public static bool IsWanted => t_worker is { } worker && Volatile.Read(ref worker.Pool._searching) == 0 && !worker.Pool._queue.IsEmpty;

    /// <summary>Lets other workers have the item that the calling worker has queued for itself, because it will not take it soon.</summary>
    public static void ShareOwnItem()
    {
        var worker = t_worker;
        if (worker?.Slot is not null && Interlocked.Exchange(ref worker.Slot, null) is { } item)
        {
            worker.Pool.EnqueueLast(item);
        }
    }

    /// <summary>Blocks the calling thread until the task is done; the pool has another worker run meanwhile.</summary>
    public static void Wait(Task task)
    {
        if (task.IsCompleted)
        {
            return;
        }

        if (Substitute is { } substitute)
        {
            substitute.Wait(task);
            return;
        }

        ShareOwnItem();
        var isWorker = EnterBlocked();
        try
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
        finally
        {
            if (isWorker)
            {
                ExitBlocked();
            }
        }
    }

    /// <summary>Tells the pool that the calling thread is about to block in a wait of the runtime. Pair with <see cref="ExitBlocked"/>.</summary>
    /// <returns>Whether the calling thread is a worker.</returns>
    public static bool EnterBlocked()
    {
        var worker = t_worker;
        if (worker is null)
        {
            return false;
        }

        worker.Pool.BlockWorker(worker);
        return true;
    }

    /// <summary>The calling worker runs again, at once, even if more workers than processors run then.</summary>
    public static void ExitBlocked()
    {
        var pool = t_worker!.Pool;
        Interlocked.Increment(ref pool._active);
        Interlocked.Decrement(ref pool._blocked);
    }

    internal void RaiseLimit(int by)
    {
        Interlocked.Add(ref _limit, by);
        for (var i = 0; i < by; i++)
        {
            WakeOne();
        }
    }

    /// <summary>Moves what its worker has not taken since the last look to where all find it: that worker is busy with something long.</summary>
    internal void ShareSettledItems()
    {
        foreach (var worker in Volatile.Read(ref _workers))
        {
            var item = Volatile.Read(ref worker.Slot);
            if (item is not null && ReferenceEquals(item, worker.SeenByMonitor)
                && Interlocked.CompareExchange(ref worker.Slot, null, item) == item)
            {
                EnqueueLast(item);
                item = null;
            }

            worker.SeenByMonitor = item;
        }
    }

    internal void ResetLimit() => Interlocked.Exchange(ref _limit, _processors);

    private void BlockWorker(Worker worker)
    {
        if (worker.Slot is not null && Interlocked.Exchange(ref worker.Slot, null) is { } item)
        {
            _queue.Enqueue(item);
        }

        Interlocked.Increment(ref _blocked);
        Interlocked.Decrement(ref _active);
        if (HasWork && Volatile.Read(ref _searching) == 0)
        {
            WakeOne();
        }
    }

    private void WakeOne()
    {
        while (true)
        {
            var active = Volatile.Read(ref _active);
            if (active >= Volatile.Read(ref _limit))
            {
                _monitor.Watch();
                return;
            }

            if (Interlocked.CompareExchange(ref _active, active + 1, active) == active)
            {
                break;
            }
        }

        // The place in _active is taken; it belongs to whichever thread is woken or made now. That thread counts as searching from here on,
        // so that nobody wakes another one for the same item.
        Interlocked.Increment(ref _searching);
        Worker? parked = null;
        if (Volatile.Read(ref _parkedCount) > 0)
        {
            lock (_gate)
            {
                if (_parked.TryPop(out parked))
                {
                    _parkedCount--;
                    parked.IsParked = false;
                }
            }
        }

        if (parked is not null)
        {
            parked.Signal.Release();
            return;
        }

        var worker = new Worker(this);
        lock (_gate)
        {
            _workers = [.. _workers, worker];
        }

        var thread = new Thread(RunWorker)
        {
            IsBackground = true,
            Name = $"RayAkka worker {Interlocked.Increment(ref _named)}",
        };
        thread.UnsafeStart(worker);
    }

    private void RunWorker(object? state)
    {
        var worker = (Worker)state!;
        t_worker = worker;
        var cleanContext = CleanContext.Value;
        var woken = true;
        while (true)
        {
            var item = woken ? Search(worker) : Next(worker);
            woken = false;
            if (item is null)
            {
                if (Park(worker))
                {
                    woken = true;
                    continue;
                }

                return;
            }

            Run(item);
            if (ExecutionContext.Capture() != cleanContext)
            {
                ExecutionContext.Restore(cleanContext);
            }

            if (SynchronizationContext.Current is not null)
            {
                SynchronizationContext.SetSynchronizationContext(null);
            }
        }
    }

    private static void Run(object item)
    {
        if (item is Action action)
        {
            action();
        }
        else
        {
            ((IThreadPoolWorkItem)item).Execute();
        }
    }

    private object? Next(Worker worker)
    {
        if (Volatile.Read(ref _active) > Volatile.Read(ref _limit))
        {
            return null;
        }

        object? item;
        if (worker.SlotTurns < SlotTurnsInARow && worker.Slot is not null)
        {
            item = Interlocked.Exchange(ref worker.Slot, null);
            if (item is not null)
            {
                worker.SlotTurns++;
                _taken++;
                return item;
            }
        }

        worker.SlotTurns = 0;
        if (_queue.TryDequeue(out item))
        {
            _taken++;
            if (!_queue.IsEmpty && Volatile.Read(ref _searching) == 0)
            {
                WakeOne();
            }

            return item;
        }

        Interlocked.Increment(ref _searching);
        return Search(worker);
    }

    // The caller, or whoever woke the worker, has counted it in _searching.
    private object? Search(Worker worker)
    {
        object? item = null;
        for (var round = 0; round < SpinRounds; round++)
        {
            if (_queue.TryDequeue(out item) || (worker.Slot is not null && (item = Interlocked.Exchange(ref worker.Slot, null)) is not null))
            {
                break;
            }

            if (round % StealAfterRounds == StealAfterRounds - 1 && (item = Steal(worker, settledOnly: true)) is not null)
            {
                break;
            }

            if (LetsReadersRun && round % YieldAfterRounds == YieldAfterRounds - 1)
            {
                Thread.Yield();
            }
            else
            {
                Thread.SpinWait(6);
            }
        }

        var left = Interlocked.Decrement(ref _searching);
        if (item is null && !_queue.TryDequeue(out item))
        {
            item = Steal(worker, settledOnly: false);
        }

        if (item is not null)
        {
            _taken++;
            if (left == 0 && HasWork)
            {
                // Queued while this worker searched, so that nobody was woken for it.
                WakeOne();
            }
        }

        return item;
    }

    // A slot is left to its owner unless the same item was seen there one look ago: its owner is then busy or blocked with something else.
    private object? Steal(Worker thief, bool settledOnly)
    {
        var workers = Volatile.Read(ref _workers);
        object? seen = null;
        foreach (var worker in workers)
        {
            var item = Volatile.Read(ref worker.Slot);
            if (item is null)
            {
                continue;
            }

            if (!settledOnly || ReferenceEquals(item, thief.LastSeen))
            {
                if (Interlocked.CompareExchange(ref worker.Slot, null, item) == item)
                {
                    thief.LastSeen = null;
                    return item;
                }
            }

            seen ??= item;
        }

        thief.LastSeen = seen;
        return null;
    }

    private bool AnySlot()
    {
        foreach (var worker in Volatile.Read(ref _workers))
        {
            if (Volatile.Read(ref worker.Slot) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // Returns false when the thread must end.
    private bool Park(Worker worker)
    {
        if (worker.Slot is not null && Interlocked.Exchange(ref worker.Slot, null) is { } item)
        {
            _queue.Enqueue(item);
        }

        lock (_gate)
        {
            worker.IsParked = true;
            _parked.Push(worker);
            _parkedCount++;
        }

        Interlocked.Decrement(ref _active);
        if (HasWork && Volatile.Read(ref _searching) == 0)
        {
            // Queued while this worker was on its way out; WakeOne does nothing where enough workers run.
            WakeOne();
        }

        if (worker.Signal.Wait(s_idleExit))
        {
            return true;
        }

        lock (_gate)
        {
            if (worker.IsParked)
            {
                worker.IsParked = false;
                RemoveParked(worker);
                _workers = Array.FindAll(_workers, other => other != worker);
                return false;
            }
        }

        worker.Signal.Wait();
        return true;
    }

    private void RemoveParked(Worker worker)
    {
        var kept = _parked.Where(other => other != worker).Reverse().ToArray();
        _parked.Clear();
        foreach (var other in kept)
        {
            _parked.Push(other);
        }

        _parkedCount = _parked.Count;
    }

    private sealed class Worker(WorkerPool pool)
    {
        public object? Slot;

        public WorkerPool Pool { get; } = pool;

        public SemaphoreSlim Signal { get; } = new(0);

        public object? LastSeen { get; set; }

        public object? SeenByMonitor { get; set; }

        public int SlotTurns { get; set; }

        public bool IsParked { get; set; }
    }
}
