using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Recovery;
using RayAkka.Scheduling;

namespace RayAkka.Tasks;

/// <summary>One run of a task on a node. While it waits in Get or await it gives its CPU back.</summary>
internal sealed class TaskRun(NodeHost node, ObjectRef call, Grant grant, ITaskOwner owner) : IThreadPoolWorkItem
{
    private Task? _pending;
    private volatile bool _lost;
    private long _startedAt = -1;

    public NodeHost Node { get; } = node;

    public Grant Grant { get; } = grant;

    public ObjectRef Call { get; } = call;

    public ITaskOwner Owner { get; } = owner;

    public Frame? Frame { get; private set; }

    /// <summary>Whether the node was lost, or Ray shut down, before the run had ended.</summary>
    public bool IsLost => _lost;

    /// <summary>How long ago the run began; null if that was not noted, since so far the function had no large results.</summary>
    public TimeSpan? Elapsed => _startedAt < 0 ? null : Node.Runtime.Time.GetElapsedTime(_startedAt);

    /// <summary>Links of the node's list of runs.</summary>
    public TaskRun? Previous { get; set; }

    /// <summary>Links of the node's list of runs.</summary>
    public TaskRun? Next { get; set; }

    public void Execute()
    {
        var frame = Frame;
        if (frame is null)
        {
            frame = new Frame(Node.Runtime, Node.Runtime.NextCallerNumber(), Call.Caller!.Job)
            {
                Task = this,
                Logical = Call.Extras is { NamesItsCalls: true } ? new LogicalCaller(CallerId.Of(Call.TaskId), Owner.Process) : null,
            };
            frame.CurrentCall = Call;
            Frame = frame;
            if (Call.CallDescriptor is { HasLargeResults: true })
            {
                _startedAt = Node.Runtime.Time.GetTimestamp();
            }

            // A full fence here and in Lose: either the frame is seen there, or the loss here.
            Interlocked.MemoryBarrier();
            if (_lost)
            {
                frame.IsLost = true;
            }
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

        frame.End();
        if (frame.Refusal is { } refusal)
        {
            result = RunResult.Fail(refusal);
        }

        frame.Task = null;
        frame.EndCall();
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

    /// <summary>The same for a run whose owner's process is gone.</summary>
    public void LoseOwner()
    {
        Frame?.LoseOwner();
        Lose();
    }

    public void Cancel()
    {
        Frame?.EndWaits();
        Frame?.Running?.FireHere();
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
