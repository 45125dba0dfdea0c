using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Scheduling;

namespace RayAkka.Tasks;

/// <summary>One run of a task on a node. While it waits in Get or await it gives its CPU back.</summary>
internal sealed class TaskRun(NodeHost node, ObjectRef call, Grant grant, ITaskOwner owner) : IThreadPoolWorkItem
{
    private CancellationTokenSource? _cancellation;
    private volatile bool _cancelled;
    private Task? _pending;
    private volatile bool _lost;

    public NodeHost Node { get; } = node;

    public Grant Grant { get; } = grant;

    public ObjectRef Call { get; } = call;

    public ITaskOwner Owner { get; } = owner;

    public Frame? Frame { get; private set; }

    /// <summary>Fires when the node is lost or Ray shuts down.</summary>
    public CancellationToken Token
    {
        get
        {
            if (_cancellation is null)
            {
                Interlocked.CompareExchange(ref _cancellation, new CancellationTokenSource(), null);
                if (_cancelled)
                {
                    _cancellation.Cancel();
                }
            }

            return _cancellation.Token;
        }
    }

    /// <summary>Whether the node was lost, or Ray shut down, before the run had ended.</summary>
    public bool IsLost => _lost;

    /// <summary>Links of the node's list of runs.</summary>
    public TaskRun? Previous { get; set; }

    /// <summary>Links of the node's list of runs.</summary>
    public TaskRun? Next { get; set; }

    public void Execute()
    {
        var frame = Frame;
        if (frame is null)
        {
            frame = new Frame(Node.Runtime, Node.Runtime.NextCallerNumber()) { Task = this };
            frame.CurrentCall = Call;
            Frame = frame;

            // A full fence here and in Lose: either the frame is seen there, or the loss here.
            Interlocked.MemoryBarrier();
            frame.IsLost = _lost;
        }

        Frame.Enter(frame);
        frame.ExecutingThread = Environment.CurrentManagedThreadId;
        var result = _pending is { } pending ? Call.Finish(pending, frame) : Start(frame);
        frame.ExecutingThread = 0;
        if (result.Pending is { } task)
        {
            _pending = task;
            frame.LeaveUntil(task, () => WorkerPool.Shared.Enqueue(this));
            return;
        }

        frame.Task = null;
        frame.CurrentCall = null;
        frame.MethodTask = null;
        Node.OnRunEnded(this);
        Owner.OnRunEnded(this, result);
    }

    /// <summary>
    /// The node is gone: the user's code cannot be stopped, but its outcome no longer counts. Its token is fired by <see cref="Cancel"/>, after
    /// the owner knows: the code may end at once, and that end must not pass for the task's own.
    /// </summary>
    public void Lose()
    {
        _lost = true;
        Interlocked.MemoryBarrier();
        if (Frame is { } frame)
        {
            frame.IsLost = true;
        }
    }

    public void Cancel()
    {
        Frame?.EndWaits();
        _cancelled = true;
        Interlocked.MemoryBarrier();
        try
        {
            Volatile.Read(ref _cancellation)?.Cancel();
        }
        catch (AggregateException e)
        {
            Node.Runtime.Log.CancellationCallbackFailed(Call.CallName, e);
        }
    }

    public void BeginWait() => Node.Runtime.Scheduler.Block(Grant);

    public void EndWait() => Node.Runtime.Scheduler.Unblock(Grant);

    private RunResult Start(Frame frame)
    {
        if (Call.IsCompleted || frame.IsLost)
        {
            return RunResult.Succeeded;
        }

        if (Call.Extras is { } extras)
        {
            extras.Run = this;
            if (extras.Original?.Extras is { } original)
            {
                // For whoever asks what the call that it stands for is doing.
                original.Run = this;
            }

            if (extras.Token is not null)
            {
                extras.LinkTo(Token);
            }
        }

        try
        {
            Call.ReadDependencies();
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        return Call.Trace is { } trace ? trace.Run(Call, null, frame) : Call.Run(null, frame);
    }
}
