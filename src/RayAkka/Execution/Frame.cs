using RayAkka.Actors;
using RayAkka.Objects;
using RayAkka.Recovery;
using RayAkka.Tasks;

namespace RayAkka.Execution;

/// <summary>
/// Who is calling: the driver, one execution of a task, or one incarnation of an actor. It flows with the ExecutionContext, so it is right
/// behind every await. A call of an actor that runs several calls at a time has a frame of its own whose <see cref="Root"/> is the actor's:
/// identity, order and copies belong to the root; waits belong to the frame.
/// </summary>
internal sealed class Frame
{
    private const int Lost = 1;
    private const int Refused = 2;
    private const int Ended = 4;
    private const int Orphaned = 8;

    private static readonly AsyncLocal<Frame?> s_current = new();

    private ExecutionContext? _context;
    private WeakReference<Frame>? _weak;
    private List<(ObjectRef Reference, Exception Error)>? _awaitErrors;
    private volatile int _state;
    private NonDeterministicException? _refusal;
    private long _calls;
    private CallGates? _gates;
    private RunningCall? _running;

    public Frame(RayRuntime runtime, ulong number, Job job)
    {
        Runtime = runtime;
        Number = number;
        Job = job;
        Root = this;
    }

    public Frame(Frame root)
    {
        Runtime = root.Runtime;
        Number = root.Number;
        Job = root.Job;
        Root = root;
        Cell = root.Cell;
    }

    /// <summary>The frame of the running task or actor; null in the driver.</summary>
    public static Frame? Current => s_current.Value;

    public RayRuntime Runtime { get; }

    public ulong Number { get; }

    /// <summary>Who the frame's calls come from, over all attempts to make them, where that is more than this frame; else null.</summary>
    public LogicalCaller? Logical { get; init; }

    /// <summary>Who the frame's calls come from, as the callee tells its callers apart.</summary>
    public CallerId Identity => Root.Logical is { } logical ? logical.Id : CallerId.Volatile(Number);

    /// <summary>
    /// Whether the frame's calls are named by <see cref="Logical"/>. No more once its work has ended: what is left of its code then calls for itself.
    /// </summary>
    public bool NamesItsCalls => Logical is not null && (_state & Ended) == 0;

    /// <summary>The job on whose behalf the frame runs.</summary>
    public Job Job { get; }

    public Frame Root { get; }

    /// <summary>The actor's shell, if an actor is running.</summary>
    public ActorCell? Cell { get; init; }

    /// <summary>What makes the frame repeatable, if it is the incarnation of an actor that is replayed.</summary>
    public ReplaySession? Replay { get; init; }

    /// <summary>The run of the task, if a task is running; null once it has ended, since the refs that it made refer to the frame.</summary>
    public TaskRun? Task { get; set; }

    /// <summary>The call that runs in this frame now.</summary>
    public ObjectRef? CurrentCall { get; set; }

    /// <summary>The task that the running call's method returned, once it has; tells a direct await from one in a helper.</summary>
    public Task? MethodTask { get; set; }

    /// <summary>Set when the node or incarnation was lost: what the user code still computes no longer counts.</summary>
    public bool IsLost
    {
        get => (_state & Lost) != 0;
        set
        {
            if (value)
            {
                Interlocked.Or(ref _state, Lost);
            }
        }
    }

    /// <summary>Lost, since the process is gone that had submitted its work.</summary>
    public void LoseOwner() => Interlocked.Or(ref _state, Orphaned | Lost);

    /// <summary>Whether the result of the running call is not what it comes to: the frame is lost or refused.</summary>
    public bool HasNoResult => (_state & (Lost | Refused)) != 0;

    /// <summary>Why the attempt that the frame is has failed, whatever its code comes to; null if it has not.</summary>
    public NonDeterministicException? Refusal => Volatile.Read(ref _refusal);

    /// <summary>The managed id of the thread that runs the call's own flow now; 0 if none does.</summary>
    public int ExecutingThread { get; set; }

    /// <summary>What the frame waits for now; guarded by the cycle detector's lock.</summary>
    public WaitRecord? Waits { get; set; }

    /// <summary>
    /// Fires when the running call must stop. For a constructor, for code that no call runs, and in a replayed actor, whose calls' time runs out at another
    /// moment in each run, it is the actor's.
    /// </summary>
    public CancellationToken CancellationToken => NeedRunning() is { } running ? running.Token : Cell?.Token ?? default;

    /// <summary>What the running call's token and calls are kept in, if it has any.</summary>
    public RunningCall? Running => Volatile.Read(ref _running);

    /// <summary>Why the running call must stop; null if it need not.</summary>
    public CancellationReason? Cancelled => CurrentCall?.Cancelled ?? (!IsLost ? null
        : Runtime.IsClosing ? CancellationReason.Shutdown
        : (_state & Orphaned) != 0 ? CancellationReason.OwnerDied : CancellationReason.Lost);

    /// <summary>The frame as a key of copies that it has read.</summary>
    public WeakReference<Frame> Weak => _weak ??= new WeakReference<Frame>(this);

    public bool HasGates => Volatile.Read(ref _gates) is { IsEmpty: false };

    public CallGates Gates
    {
        get
        {
            if (Volatile.Read(ref _gates) is { } gates)
            {
                return gates;
            }

            Interlocked.CompareExchange(ref _gates, new CallGates(), null);
            return _gates!;
        }
    }

    /// <summary>An ExecutionContext in which this frame is the current one and nothing else flows.</summary>
    public ExecutionContext Context => _context ??= Capture();

    /// <summary>The frame whose copies a read gives: the running actor or task, else the driver of the session.</summary>
    public static Frame CurrentReader(RayRuntime? runtime) =>
        Current?.Root ?? (runtime ?? RayRuntime.Require()).Driver;

    /// <summary>Leaves the error of an await that was ended before its ref was there for the code after that await.</summary>
    public void AddAwaitError(ObjectRef reference, Exception error)
    {
        lock (this)
        {
            (_awaitErrors ??= []).Add((reference, error));
        }
    }

    /// <summary>Takes the error that <see cref="AddAwaitError"/> left, or null.</summary>
    public Exception? TakeAwaitError(ObjectRef reference)
    {
        if (_awaitErrors is null)
        {
            return null;
        }

        lock (this)
        {
            var index = _awaitErrors.FindIndex(entry => ReferenceEquals(entry.Reference, reference));
            if (index < 0)
            {
                return null;
            }

            var error = _awaitErrors[index].Error;
            _awaitErrors.RemoveAt(index);
            return error;
        }
    }

    /// <summary>Ends what a lost frame waits for without a time limit; set <see cref="IsLost"/> first, so that what it waits for later ends too.</summary>
    public void EndWaits()
    {
        foreach (var wait in CycleDetector.WaitsOf(this))
        {
            wait.EndAsLost();
        }
    }

    /// <summary>
    /// The call's method has returned a task that has not ended: its thread is free, and its direct awaits are known only now. The last act of
    /// whoever ran the method: <paramref name="resume"/> may run elsewhere before this returns.
    /// </summary>
    public void LeaveUntil(Task task, Action resume)
    {
        ExecutingThread = 0;
        MethodTask = task;
        RecheckWaits();
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(resume);
    }

    /// <summary>The call's own flow has given its thread back: what it awaits is known now.</summary>
    public void RecheckWaits()
    {
        if (Waits is not null && CycleDetector.Recheck(this) is { } cycle)
        {
            cycle.Record.EndAsCycle(cycle.Error);
        }
    }

    /// <summary>A call of this attempt was refused because an earlier attempt made another one in its place.</summary>
    public void Refuse(NonDeterministicException refusal)
    {
        Interlocked.CompareExchange(ref _refusal, refusal, null);
        Interlocked.Or(ref _state, Refused);
    }

    /// <summary>The frame's work has ended.</summary>
    public void End() => Interlocked.Or(ref _state, Ended);

    /// <summary>The running call has made another one, which is cancelled with it.</summary>
    public void AddChild(ObjectRef child) => NeedRunning()?.AddChild(child);

    /// <summary>The running call has ended.</summary>
    public void EndCall()
    {
        CurrentCall = null;
        if (_running is { } running)
        {
            _running = null;
            running.End();
        }
    }

    public long NextCallIndex() => Interlocked.Increment(ref _calls);

    /// <summary>How many calls the frame has made; set where a checkpoint says it.</summary>
    public long Calls
    {
        get => Volatile.Read(ref _calls);
        set => Volatile.Write(ref _calls, value);
    }

    public static void Enter(Frame frame)
    {
        if (!ReferenceEquals(ExecutionContext.Capture(), frame.Context))
        {
            ExecutionContext.Restore(frame.Context);
        }
    }

    private RunningCall? NeedRunning()
    {
        if (CurrentCall is not { InstanceType: null } call || Replay is not null)
        {
            return null;
        }

        while (true)
        {
            var running = Volatile.Read(ref _running);
            if (running is not null && ReferenceEquals(running.Call, call))
            {
                return running;
            }

            if (!ReferenceEquals(CurrentCall, call))
            {
                // It has ended, and this is what it left behind: what runs now has its own.
                return null;
            }

            var made = new RunningCall(this, call);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _running, made, running), running))
            {
                return made;
            }
        }
    }

    private ExecutionContext Capture()
    {
        ExecutionContext? captured = null;
        ExecutionContext.Run(
            CleanContext.Value,
            _ =>
            {
                s_current.Value = this;
                captured = ExecutionContext.Capture();
            },
            null);
        return captured!;
    }
}
