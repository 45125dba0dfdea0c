using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>One running call of an actor that runs several at a time.</summary>
internal sealed class ConcurrentRun : IThreadPoolWorkItem
{
    private readonly ActorCell _cell;
    private readonly ConcurrentRuns _runs;
    private Task? _pending;

    public ConcurrentRun(ActorCell cell, ConcurrentRuns runs, ObjectRef call, RunGroup group)
    {
        _cell = cell;
        _runs = runs;
        Call = call;
        Group = group;
        Frame = new Frame(cell.Frame) { CurrentCall = call };
    }

    public ObjectRef Call { get; }

    public RunGroup Group { get; }

    public Frame Frame { get; }

    /// <summary>Links of the list of what runs.</summary>
    public ConcurrentRun? Previous { get; set; }

    /// <summary>Links of the list of what runs.</summary>
    public ConcurrentRun? Next { get; set; }

    public void Execute()
    {
        Frame.Enter(Frame);
        Frame.ExecutingThread = Environment.CurrentManagedThreadId;
        RunResult result = default;
        if (_pending is { } pending)
        {
            result = _cell.Resume(Call, pending, Frame);
        }
        else if (!Call.IsCompleted && !Frame.IsLost)
        {
            result = _cell.Run(Call, Frame);
        }

        var verdict = CallVerdict.Settled;
        while (result.Pending is null && (verdict = _cell.Settle(Call, ref result, Frame)) == CallVerdict.Again)
        {
            result = _cell.Run(Call, Frame);
        }

        Frame.ExecutingThread = 0;
        if (verdict == CallVerdict.Crashed)
        {
            _cell.CrashFromRun(Call, result.Failure!);
        }
        if (result.Pending is { } task)
        {
            _pending = task;
            Frame.LeaveUntil(task, () => _runs.Schedule(this));
            return;
        }

        Frame.EndCall();
        _cell.ExitFromRun();
        _cell.Finished(Call);
        _runs.End(this);
    }
}
