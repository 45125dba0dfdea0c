using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// An await of a ref in a running task or actor. While it lasts the task's CPU is given back and the wait is known to the cycle detector;
/// when the ref is there, a cycle is found or the frame is lost, the code after the await is queued to the worker pool.
/// </summary>
internal sealed class FrameAwait : RefWaiter, IThreadPoolWorkItem
{
    private readonly Frame _frame;
    private readonly ObjectRef _reference;
    private readonly Action _continuation;
    private readonly SynchronizationContext? _context;
    private readonly WaitRecord _record;
    private int _resumed;
    private Exception? _error;

    private FrameAwait(Frame frame, ObjectRef reference, Action continuation, SynchronizationContext? context)
    {
        _frame = frame;
        _reference = reference;
        _continuation = continuation;
        _context = context;
        _record = new WaitRecord(frame, [reference], 1, continuation.Target) { Await = this };
    }

    public override bool IsGone => Volatile.Read(ref _resumed) != 0;

    public static FrameAwait Begin(Frame frame, ObjectRef reference, Action continuation, SynchronizationContext? context)
    {
        var wait = new FrameAwait(frame, reference, continuation, context);
        frame.Task?.BeginWait();
        if (CycleDetector.Enter(wait._record) is { } cycle)
        {
            wait.ResumeWith(cycle);
        }
        else if (frame.IsLost)
        {
            wait.ResumeAsLost();
        }

        return wait;
    }

    /// <summary>The error with which an await of this ref was ended in the present frame, or null.</summary>
    public static Exception? TakeError(ObjectRef reference) => Frame.Current?.TakeAwaitError(reference);

    public override void OnCompleted(ObjectRef reference)
    {
        if (Interlocked.Exchange(ref _resumed, 1) == 0)
        {
            CycleDetector.Leave(_record);
            Resume();
        }
    }

    public void ResumeWith(CallCycleException cycle)
    {
        if (Interlocked.Exchange(ref _resumed, 1) == 0)
        {
            _error = cycle;
            Resume();
        }
    }

    /// <summary>Ends the await because its incarnation or node was killed or lost.</summary>
    public void ResumeAsLost()
    {
        if (Interlocked.Exchange(ref _resumed, 1) == 0)
        {
            CycleDetector.Leave(_record);
            _error = Waits.Lost();
            Resume();
        }
    }

    public void Execute()
    {
        if (_error is not null)
        {
            _frame.AddAwaitError(_reference, _error);
        }

        // Only the method that awaits directly is the call's own flow; a helper that runs beside it is not.
        var own = ReferenceEquals(_continuation.Target, _frame.MethodTask);
        if (own)
        {
            _frame.ExecutingThread = Environment.CurrentManagedThreadId;
        }

        _continuation();
        if (own && _frame.ExecutingThread == Environment.CurrentManagedThreadId)
        {
            _frame.ExecutingThread = 0;
            _frame.RecheckWaits();
        }
    }

    private void Resume()
    {
        _frame.Task?.EndWait();
        if (_context is null)
        {
            WorkerPool.Shared.Enqueue(this);
        }
        else
        {
            AwaitSupport.Post(_context, Execute);
        }
    }
}
