using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Recovery;
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
internal sealed partial class ActorCell : ActorShell, IThreadPoolWorkItem
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

    public ActorCell(NodeHost node, ActorCellInfo about, ObjectRef creation, Grant grant, IActorOwner owner)
    {
        _node = node;
        _owner = owner;
        _creation = creation;
        _grant = grant;
        About = about;
        _replay = about.Spec.IsReplay ? new ReplaySession(this) : null;
        _frame = new Frame(node.Runtime, node.Runtime.NextCallerNumber(), about.Job)
        {
            Cell = this,
            Replay = _replay,
            Logical = _replay is null ? null : new LogicalCaller(CallerId.Of(about.Actor), about.Owner, about.Spec.IsDetached),
        };
        Callers = about.Spec.Limits is { MailboxCapacity: >= 0 } && node.Runtime.IsCluster ? new MailboxCallers() : null;
        _runs = about.Spec.MaxConcurrency > 1 || about.Spec.IsReentrant || about.Spec.Limits is { Groups.Count: > 0 } ? new ConcurrentRuns(this, about.Spec) : null;
    }

    public ActorCellInfo About { get; }

    /// <summary>The calls of other processes, where the mailbox is limited; else null.</summary>
    public MailboxCallers? Callers { get; }

    public ActorId Id => About.Actor;

    public ActorSpec Spec => About.Spec;

    /// <summary>The remote class.</summary>
    public Type? ActorType => _creation.InstanceType;

    public override NodeId Node => _node.Id;

    public override ActorCell? Cell => this;

    public Grant Grant => _grant;

    public Frame Frame => _frame;

    public RayRuntime Runtime => _node.Runtime;

    public int MaxConcurrency => Spec.MaxConcurrency;

    /// <summary>Whether this is not the first incarnation, and the state of the earlier one is gone.</summary>
    public bool WasReconstructed => About.Incarnation > 0 && _replay is null;

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

    public override void Post(ObjectRef call)
    {
        if (_replay is not { } replay || !replay.TryTake(call))
        {
            PostUnchecked(call);
        }
    }

    internal void PostUnchecked(ObjectRef call)
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
            Schedule();
        }

        if (_dead && Volatile.Read(ref _handedOver))
        {
            GiveBackLate();
        }
    }

    public override void Lose() => Kill(graceful: false);

    public override void Kill(bool graceful) => End(graceful, _leaving);

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
            _replay?.Lose();
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
            Schedule();
        }

        // Last, and on another thread: what the token wakes is user code.
        WorkerPool.Shared.Enqueue(CancelToken);
    }

    public void Execute()
    {
        if (_replay is { } replay)
        {
            ExecuteReplay(replay);
            return;
        }

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
            if (!AfterRun(call, Resume(call, pending, _frame)))
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

    /// <summary>All calls of a concurrent actor have ended.</summary>
    internal void OnRoom() => Schedule();

    /// <summary>A call of a concurrent actor called Ray.ExitActor and has ended.</summary>
    internal void ExitFromRun()
    {
        if (_exiting && !_dead)
        {
            Exit(ExitReason.ExitActor);
        }
    }

    /// <summary>Goes on with a call when what it waits for has ended: its method's task, or the leave to run again.</summary>
    internal RunResult Resume(ObjectRef call, Task ended, Frame frame)
    {
        if (call.Extras is not { RemoteRetry: { } remote } extras || remote.Answer(ended, out var isGranted) is not { } thrown)
        {
            return call.Finish(ended, frame);
        }

        if (isGranted)
        {
            return Run(call, frame);
        }

        extras.RemoteRetry = null;
        extras.RetriesLeft = 0;
        return RunResult.Fail(thrown);
    }

    /// <summary>Reacts to what a run of a call came to, which may then be that leave to run again is waited for.</summary>
    internal CallVerdict Settle(ObjectRef call, ref RunResult result, Frame frame)
    {
        if (result.Failure is not { } thrown || frame.IsLost || thrown is ActorExitException)
        {
            return CallVerdict.Settled;
        }

        if (Spec.IsCrash(thrown))
        {
            return CallVerdict.Crashed;
        }

        if (call.IsPending && call.Extras is { RetriesLeft: not 0 } extras && extras.RetryOn.Matches(thrown))
        {
            if (extras.RemoteRetry is { } remote)
            {
                result = remote.Ask(thrown);
                return CallVerdict.Settled;
            }

            if (extras.TryTakeRetry())
            {
                return CallVerdict.Again;
            }
        }

        call.TryFail(CallFailure.Threw(call, thrown, Id, _node.Id));
        return CallVerdict.Settled;
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
        else if (failure is not null && Spec.IsCrash(failure))
        {
            CrashInCall(_creation, failure);
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
                ScheduleLast();
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
            FinishedBefore(call);
            return true;
        }

        if (call is ActorTermination { Leaves.IsNil: false } leaving && leaving.Leaves != Node)
        {
            // It waited for an incarnation that never came to be there.
            leaving.Drop();
            Finished(call);
            return true;
        }

        if (call is ActorTermination or LeaseEnd)
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

            if (call is LeaseEnd lease)
            {
                lease.Complete();
            }
            else
            {
                Exit(((ActorTermination)call).Reason);
            }

            return true;
        }

        if (call.Extras is { Identity: { } identity } && !Admit(call, identity))
        {
            return true;
        }

        if (_runs is not null)
        {
            if (GroupOf(call) is >= 0 and var group)
            {
                _runs.Add(call, group);
                if (_stops is not null)
                {
                    TakeStop(call);
                }
            }

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

        if (_stops is not null && TakeStop(call))
        {
            return AfterRun(call, RunResult.Succeeded);
        }

        Frame.Enter(_frame);
        return AfterRun(call, Run(call, _frame));
    }

    // False when the call is awaited: from then on another thread may be the consumer, so nothing of the cell may be read to find that out.
    private bool AfterRun(ObjectRef call, RunResult result)
    {
        var verdict = CallVerdict.Settled;
        while (result.Pending is null && (verdict = Settle(call, ref result, _frame)) == CallVerdict.Again)
        {
            result = Run(call, _frame);
        }

        if (verdict == CallVerdict.Crashed)
        {
            _frame.EndCall();
            return CrashInCall(call, result.Failure!);
        }

        if (result.Pending is { } task)
        {
            _pending = task;
            _frame.LeaveUntil(task, _resume ??= Schedule);
            return false;
        }

        _frame.EndCall();
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

    // Gives everything that was not answered back to the owner. Called by the consumer, and by Kill while the consumer is away.
    private void HandOver()
    {
        var calls = TakeUnanswered(out var first);
        GiveBack(calls, first);
    }

    private List<ObjectRef> TakeUnanswered(out bool first)
    {
        var calls = new List<ObjectRef>();
        lock (_frame)
        {
            first = !_handedOver;
            Volatile.Write(ref _handedOver, true);

            // Before the stack is taken: a poster either finds this mark after its push, or its call is in what is taken.
            Interlocked.MemoryBarrier();
            if (first)
            {
                _runs?.AddUnanswered(calls);
                _replay?.AddUnanswered(calls);
                if (_current is { IsCompleted: false } current && !ReferenceEquals(current, _creation))
                {
                    calls.Add(current);
                }

                AddJoined(calls);
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

        return calls;

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
        _watch?.Dispose();
        ReleaseRecords();
        Runtime.Scheduler.Release(_grant);
        _node.OnCellEnded(this);
        if (_replay is not null && !About.IsReader && About.Owner != Runtime.Self)
        {
            Runtime.Journals.Leave(this);
        }

        CloseShell();
        _owner.OnEnded(this);
    }

    private void CancelToken()
    {
        _frame.EndWaits();
        _frame.Running?.FireHere();
        _runs?.Frames().ForEach(static frame =>
        {
            frame.EndWaits();
            frame.Running?.FireHere();
        });
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
