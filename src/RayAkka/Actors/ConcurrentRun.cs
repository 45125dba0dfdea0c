using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>One running call of an actor that runs several at a time.</summary>
internal sealed class ConcurrentRun : IThreadPoolWorkItem
{
    private readonly ActorCell _cell;
    private readonly ConcurrentRuns _runs;
    private Task? _pending;

    public ConcurrentRun(ActorCell cell, ConcurrentRuns runs, ObjectRef call)
    {
        _cell = cell;
        _runs = runs;
        Call = call;
        Frame = new Frame(cell.Frame) { CurrentCall = call };
    }

    public ObjectRef Call { get; }

    public Frame Frame { get; }

    public void Execute()
    {
        Frame.Enter(Frame);
        Frame.ExecutingThread = Environment.CurrentManagedThreadId;
        RunResult result = default;
        if (_pending is { } pending)
        {
            result = Call.Finish(pending, Frame);
        }
        else if (!Call.IsCompleted && !Frame.IsLost)
        {
            result = _cell.Run(Call, Frame);
        }

        while (result.Pending is null && _cell.Settle(Call, result, Frame))
        {
            result = _cell.Run(Call, Frame);
        }

        Frame.ExecutingThread = 0;
        if (result.Pending is { } task)
        {
            _pending = task;
            Frame.LeaveUntil(task, () => WorkerPool.Shared.Enqueue(this));
            return;
        }

        _cell.ExitFromRun();
        _cell.Finished(Call);
        _runs.End(this);
    }
}
