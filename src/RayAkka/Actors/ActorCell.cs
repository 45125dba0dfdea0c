using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>
/// One incarnation of an actor on a node of this process: its object, its mailbox and the loop that runs its calls.
/// </summary>
/// <remarks>
/// Invariants:
/// <list type="number">
/// <item>The mailbox is a stack that callers push to with one compare-exchange; the consumer takes the whole stack and turns it round. The
/// head is <c>Idle</c> exactly while no consumer is queued or running: whoever replaces that mark queues the cell.</item>
/// <item>There is one consumer at a time, and only it touches <c>_batch</c> and takes the stack, except after death: see HandOver.</item>
/// <item>While user code runs or is awaited, <c>_away</c> is set and the consumer touches nothing. Kill sets <c>_dead</c>, then issues a
/// process-wide barrier, then reads <c>_away</c>: so either Kill sees the consumer away and takes over the mailbox, or the consumer sees
/// <c>_dead</c> before it touches the mailbox or starts user code again. The barrier is Kill's alone; a call pays plain reads and writes.</item>
/// <item>After the first HandOver the mailbox is touched under its lock only; the calls in it go back to the owner in order, the running one
/// first, each once.</item>
/// <item>Arguments are released by the consumer, or by the owner for calls that never started: never while user code may read them.</item>
/// <item>The grant is released after user code has left the cell: GPU ids are not given to the next while they may be in use.</item>
/// </list>
/// </remarks>
internal sealed class ActorCell : ActorShell, IThreadPoolWorkItem
{
    private const int CallsInARow = 1024;
    private static readonly ObjectRef s_idle = new ActorTermination();

    private readonly NodeHost _node;
    private readonly IActorOwner _owner;
    private readonly ObjectRef _creation;
    private readonly Grant _grant;
    private readonly Frame _frame;
    private readonly ConcurrentRuns? _runs;
    private Action? _resume;
    private ObjectRef? _head;
    private ObjectRef? _batch;
    private ObjectRef? _current;
    private Task? _pending;
    private object? _instance;
    private CancellationTokenSource? _cancellation;
    private bool _constructed;
    private bool _handedOver;
    private bool _left;
    private bool _graceful;
    private bool _exiting;
    private volatile bool _away;
    private volatile bool _dead;

    public ActorCell(NodeHost node, ActorId id, ActorSpec spec, ObjectRef creation, Grant grant, IActorOwner owner)
    {
        _node = node;
        _owner = owner;
        _creation = creation;
        _grant = grant;
        Id = id;
        Spec = spec;
        _frame = new Frame(node.Runtime, node.Runtime.NextCallerNumber()) { Cell = this };
        _runs = spec.MaxConcurrency > 1 ? new ConcurrentRuns(this, spec.MaxConcurrency) : null;
    }

    public ActorId Id { get; }

    public ActorSpec Spec { get; }

    public override NodeId Node => _node.Id;

    public override ActorCell? Cell => this;

    public Grant Grant => _grant;

    public Frame Frame => _frame;

    public RayRuntime Runtime => _node.Runtime;

    public int MaxConcurrency => Spec.MaxConcurrency;

    /// <summary>Whether this is not the first incarnation.</summary>
    public bool WasReconstructed { get; init; }

    internal object? Instance => _instance;

    internal bool IsDead => _dead;

    /// <summary>Fires when the incarnation is killed or Ray shuts down.</summary>
    public CancellationToken Token
    {
        get
        {
            if (_cancellation is null)
            {
                Interlocked.CompareExchange(ref _cancellation, new CancellationTokenSource(), null);
                if (_dead)
                {
                    _cancellation.Cancel();
                }
            }

            return _cancellation.Token;
        }
    }

    public override void Start() => WorkerPool.Shared.Enqueue(this);

    public override void Post(ObjectRef call)
    {
        ObjectRef? head;
        do
        {
            head = Volatile.Read(ref _head);
            call.NextInQueue = ReferenceEquals(head, s_idle) ? null : head;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _head, call, head), head));

        if (ReferenceEquals(head, s_idle))
        {
            WorkerPool.Shared.Enqueue(this);
        }

        if (_dead && Volatile.Read(ref _handedOver))
        {
            // On another thread: giving a call back may fail its ref, and the poster may hold a lock.
            WorkerPool.Shared.Enqueue(HandOver);
        }
    }

    public override void Lose() => Kill(graceful: false);

    public override void Kill(bool graceful) => End(graceful, leaving: 0);

    // Leaving is how many of the calls that count as running have come back from user code already.
    private void End(bool graceful, int leaving)
    {
        lock (_frame)
        {
            if (_dead)
            {
                return;
            }

            // Dead before lost: whoever finds its outcome unwanted then knows that the call must be given back.
            _graceful = graceful;
            _dead = true;
            _frame.IsLost = true;
            _runs?.Lose();
        }

        Interlocked.MemoryBarrierProcessWide();
        if (_grant.GpuIds.Count > 0 && RunningFrames() is var running && running.Count > leaving)
        {
            Runtime.Log.GpuStillInUse(Spec.ClassName, Id, string.Join(",", _grant.GpuIds), running[0].CurrentCall?.CallName ?? "a call");
        }

        if (_away)
        {
            HandOver();
        }
        else if (ReferenceEquals(Interlocked.CompareExchange(ref _head, null, s_idle), s_idle))
        {
            WorkerPool.Shared.Enqueue(this);
        }

        // Last, and on another thread: what the token wakes is user code.
        WorkerPool.Shared.Enqueue(CancelToken);
    }

    public void Execute()
    {
        Frame.Enter(_frame);
        if (!_constructed)
        {
            Construct();
        }
        else if (_pending is { } pending)
        {
            _pending = null;
            _frame.MethodTask = null;
            var call = _current!;
            if (!AfterRun(call, call.Finish(pending, _frame)))
            {
                return;
            }
        }
        else
        {
            _away = false;
        }

        Consume();
    }

    /// <summary>Ray.ExitActor: the running call is the last one.</summary>
    public void RequestExit() => _exiting = true;

    /// <summary>The frames of the calls that run or are awaited now, for the cycle detector.</summary>
    public List<Frame> RunningFrames() => _runs?.Frames() ?? (_current is null ? [] : [_frame]);

    /// <summary>A call of a concurrent actor ended, so there is room for another.</summary>
    internal void OnRoom() => WorkerPool.Shared.Enqueue(this);

    /// <summary>A call of a concurrent actor called Ray.ExitActor and has ended.</summary>
    internal void ExitFromRun()
    {
        if (_exiting && !_dead)
        {
            Exit(ExitReason.ExitActor);
        }
    }

    /// <summary>Reacts to what a run of a call came to; true if the call runs again.</summary>
    internal bool Settle(ObjectRef call, RunResult result, Frame frame)
    {
        if (result.Failure is { } thrown && !frame.IsLost)
        {
            if (thrown is not ActorExitException && call.IsPending && call.Extras is { } extras && extras.TryTakeRetry(thrown))
            {
                return true;
            }

            if (thrown is not ActorExitException)
            {
                call.TryFail(CallFailure.Threw(call, thrown, Id, _node.Id));
            }
        }

        return false;
    }

    internal RunResult Run(ObjectRef call, Frame frame)
    {
        try
        {
            call.ReadDependencies();
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        if (call.Extras is { } extras)
        {
            if (extras.Token is not null)
            {
                extras.LinkTo(Token);
            }
        }

        return call.Trace is { } trace ? trace.Run(call, _instance, frame) : call.Run(_instance, frame);
    }

    internal void Finished(ObjectRef call)
    {
        Runtime.Telemetry.OnEnded(call);
        if (call.IsCompleted)
        {
            call.Release();
        }
    }

    private void Construct()
    {
        _current = _creation;
        _frame.CurrentCall = _creation;
        _away = true;
        Exception? failure = null;
        if (!_dead)
        {
            _frame.ExecutingThread = Environment.CurrentManagedThreadId;
            try
            {
                _creation.ReadDependencies();
                _instance = _creation.CreateInstance();
            }
            catch (Exception e)
            {
                failure = e;
            }

            _frame.ExecutingThread = 0;
        }

        _current = null;
        _frame.CurrentCall = null;
        _constructed = true;
        _away = false;
        if (_exiting)
        {
            Exit(ExitReason.ExitActor);
        }
        else if (failure is not null)
        {
            _owner.OnConstructorFailed(this, failure);
        }
        else if (!_dead)
        {
            _owner.OnStarted(this);
        }
    }

    private void Consume()
    {
        _frame.ExecutingThread = _runs is null ? Environment.CurrentManagedThreadId : 0;
        for (var budget = CallsInARow; ; budget--)
        {
            if (_dead)
            {
                HandOver();
                Leave();
                return;
            }

            if (_runs is { IsFull: true })
            {
                _away = true;
                if (_runs.WaitForRoom())
                {
                    return;
                }

                _away = false;
                continue;
            }

            var call = _batch ?? TakeStack();
            if (call is null)
            {
                if (TryGoIdle())
                {
                    return;
                }

                continue;
            }

            if (budget <= 0)
            {
                _batch = call;
                WorkerPool.Shared.EnqueueLast(this);
                return;
            }

            _batch = call.NextInQueue;
            call.NextInQueue = null;
            if (!Begin(call))
            {
                return;
            }
        }
    }

    // False when the consumer must stop: the call is awaited, or the actor ends.
    private bool Begin(ObjectRef call)
    {
        if (call.IsCompleted)
        {
            Finished(call);
            return true;
        }

        if (call is ActorTermination termination)
        {
            if (_runs is { IsBusy: true })
            {
                // Behind the calls that still run; the consumer comes back when they have ended.
                call.NextInQueue = _batch;
                _batch = call;
                _away = true;
                if (_runs.WaitForEnd())
                {
                    return false;
                }

                _away = false;
                return true;
            }

            Exit(termination.Reason);
            return true;
        }

        if (_runs is not null)
        {
            call.HasStarted = true;
            _runs.Start(call);
            return true;
        }

        call.HasStarted = true;
        _current = call;
        _frame.CurrentCall = call;
        _away = true;
        if (_dead)
        {
            _away = false;
            return true;
        }

        Frame.Enter(_frame);
        return AfterRun(call, Run(call, _frame));
    }

    // False when the call is awaited: from then on another thread may be the consumer, so nothing of the cell may be read to find that out.
    private bool AfterRun(ObjectRef call, RunResult result)
    {
        while (result.Pending is null && Settle(call, result, _frame))
        {
            result = Run(call, _frame);
        }

        if (result.Pending is { } task)
        {
            _pending = task;
            _frame.LeaveUntil(task, _resume ??= () => WorkerPool.Shared.Enqueue(this));
            return false;
        }

        _frame.CurrentCall = null;
        if (_exiting && !_dead)
        {
            // The owner is told first: the call fails with the actor's death, unless it has its result.
            _away = false;
            Exit(ExitReason.ExitActor);
            return true;
        }

        if (call.IsCompleted)
        {
            _current = null;
        }

        // Otherwise the cell was killed while the call ran and its outcome did not count: it stays the current one and goes back to the owner.
        _away = false;
        Finished(call);
        return true;
    }

    private ObjectRef? TakeStack()
    {
        if (Volatile.Read(ref _head) is null || Interlocked.Exchange(ref _head, null) is not { } stack)
        {
            return null;
        }

        ObjectRef? turned = null;
        while (stack is not null)
        {
            var next = stack.NextInQueue;
            stack.NextInQueue = turned;
            turned = stack;
            stack = next!;
        }

        return turned;
    }

    private bool TryGoIdle()
    {
        if (Interlocked.CompareExchange(ref _head, s_idle, null) is not null)
        {
            return false;
        }

        // Killed in between: Kill found no idle cell and nobody away, so it left the rest to this consumer, unless it queued the cell since.
        return !_dead || !ReferenceEquals(Interlocked.CompareExchange(ref _head, null, s_idle), s_idle);
    }

    private void Exit(ExitReason reason)
    {
        _owner.OnExiting(this, reason);
        End(graceful: true, leaving: reason == ExitReason.ExitActor ? 1 : 0);
    }

    // Gives everything that was not answered back to the owner. Called by the consumer, by Kill while the consumer is away, and for calls
    // that come late.
    private void HandOver()
    {
        var calls = new List<ObjectRef>();
        bool first;
        lock (_frame)
        {
            first = !_handedOver;
            Volatile.Write(ref _handedOver, true);

            // Before the stack is taken: a poster either finds this mark after its push, or its call is in what is taken.
            Interlocked.MemoryBarrier();
            if (first)
            {
                _runs?.AddUnanswered(calls);
                if (_current is { IsCompleted: false } current && !ReferenceEquals(current, _creation))
                {
                    calls.Add(current);
                }
            }

            var call = _batch;
            _batch = null;
            while (call is not null)
            {
                Add(ref call);
            }

            call = TakeStack();
            while (call is not null)
            {
                Add(ref call);
            }
        }

        if (first || calls.Count > 0)
        {
            _owner.OnDrained(this, calls, first);
        }

        void Add(ref ObjectRef call)
        {
            var next = call.NextInQueue;
            call.NextInQueue = null;
            if (call is not ActorTermination || !_exiting)
            {
                calls.Add(call);
            }

            call = next!;
        }
    }

    // User code has left a dead cell.
    private void Leave()
    {
        if (_runs is { IsBusy: true } && _runs.WaitForEnd())
        {
            return;
        }

        lock (_frame)
        {
            if (_left)
            {
                return;
            }

            _left = true;
        }

        if (_current is { IsCompleted: true } last && !ReferenceEquals(last, _creation))
        {
            Finished(last);
        }

        _current = null;
        if (_graceful && _instance is (IDisposable or IAsyncDisposable))
        {
            ActorDisposal.Start(this, _instance!, OnDisposed);
        }
        else
        {
            OnDisposed();
        }
    }

    private void OnDisposed()
    {
        _instance = null;
        Runtime.Scheduler.Release(_grant);
        _node.OnCellEnded(this);
        _owner.OnEnded(this);
    }

    private void CancelToken()
    {
        _frame.EndWaits();
        _runs?.Frames().ForEach(frame => frame.EndWaits());
        try
        {
            Volatile.Read(ref _cancellation)?.Cancel();
        }
        catch (AggregateException e)
        {
            Runtime.Log.CancellationCallbackFailed(Spec.ClassName, e);
        }
    }
}
