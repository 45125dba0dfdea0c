using RayAkka.Actors;
using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka.Execution;

/// <summary>
/// Who is calling: the driver, one execution of a task, or one incarnation of an actor. It flows with the ExecutionContext, so it is right
/// behind every await. A call of an actor that runs several calls at a time has a frame of its own whose <see cref="Root"/> is the actor's:
/// identity, order and copies belong to the root; waits belong to the frame.
/// </summary>
internal sealed class Frame
{
    private static readonly AsyncLocal<Frame?> s_current = new();

    private ExecutionContext? _context;
    private WeakReference<Frame>? _weak;
    private List<(ObjectRef Reference, Exception Error)>? _awaitErrors;
    private bool _lost;
    private long _calls;
    private CallGates? _gates;

    public Frame(RayRuntime runtime, ulong number)
    {
        Runtime = runtime;
        Number = number;
        Root = this;
    }

    public Frame(Frame root)
    {
        Runtime = root.Runtime;
        Number = root.Number;
        Root = root;
        Cell = root.Cell;
    }

    /// <summary>The frame of the running task or actor; null in the driver.</summary>
    public static Frame? Current => s_current.Value;

    public RayRuntime Runtime { get; }

    public ulong Number { get; }

    public Frame Root { get; }

    /// <summary>The actor's shell, if an actor is running.</summary>
    public ActorCell? Cell { get; init; }

    /// <summary>The run of the task, if a task is running; null once it has ended, since the refs that it made refer to the frame.</summary>
    public TaskRun? Task { get; set; }

    /// <summary>The call that runs in this frame now.</summary>
    public ObjectRef? CurrentCall { get; set; }

    /// <summary>The task that the running call's method returned, once it has; tells a direct await from one in a helper.</summary>
    public Task? MethodTask { get; set; }

    /// <summary>Set when the node or incarnation was lost: what the user code still computes no longer counts.</summary>
    public bool IsLost { get => Volatile.Read(ref _lost); set => Volatile.Write(ref _lost, value); }

    /// <summary>The managed id of the thread that runs the call's own flow now; 0 if none does.</summary>
    public int ExecutingThread { get; set; }

    /// <summary>What the frame waits for now; guarded by the cycle detector's lock.</summary>
    public WaitRecord? Waits { get; set; }

    public CancellationToken CancellationToken => Cell?.Token ?? Task?.Token ?? default;

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
        if (Waits is not null && CycleDetector.Recheck(this) is { } cycle)
        {
            cycle.Record.Await?.ResumeWith(cycle.Error);
        }

        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(resume);
    }

    public long NextCallIndex() => Interlocked.Increment(ref _calls);

    public static void Enter(Frame frame)
    {
        if (!ReferenceEquals(ExecutionContext.Capture(), frame.Context))
        {
            ExecutionContext.Restore(frame.Context);
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
