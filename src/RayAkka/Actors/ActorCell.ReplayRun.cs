using RayAkka.Objects;
using RayAkka.Recovery;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <content>The run of one call of an actor that is replayed.</content>
internal sealed partial class ActorCell
{
    private void RunCall(ReplaySession replay, ObjectRef call)
    {
        call.HasStarted = true;
        _current = call;
        _frame.CurrentCall = call;
        _away = true;
        if (_dead)
        {
            _away = false;
            return;
        }

        replay.GiveRetries(call);
        AfterReplayRun(replay, call, RunOnce(call));
    }

    private RunResult RunOnce(ObjectRef call)
    {
        try
        {
            call.ReadDependencies();
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        // A call that runs again, to rebuild the state, was traced when it ran first.
        return call.Trace is { } trace && !call.IsCompleted ? trace.Run(call, _instance, _frame) : call.Run(_instance, _frame);
    }

    private void AfterReplayRun(ReplaySession replay, ObjectRef call, RunResult result)
    {
        while (result.Pending is null && result.Failure is { } thrown)
        {
            if (_frame.IsLost || thrown is ActorExitException)
            {
                break;
            }

            if (Spec.IsCrash(thrown))
            {
                CrashInCall(call, thrown);
                return;
            }

            if (!replay.TryTakeRetry(call, thrown))
            {
                call.TryFail(CallFailure.Threw(call, thrown, Id, _node.Id));
                break;
            }

            result = RunOnce(call);
        }

        if (result.Pending is { } task)
        {
            _pending = task;
            _inCall = true;
            replay.Follow(task);
            _frame.MethodTask = task;
            if (_frame.Waits is not null && CycleDetector.Recheck(_frame) is { } cycle)
            {
                cycle.Record.EndAsCycle(cycle.Error);
            }

            return;
        }

        _frame.CurrentCall = null;
        if (_exiting && !_dead)
        {
            _away = false;
            Exit(ExitReason.ExitActor);
            return;
        }

        var isDone = call.IsCompleted;
        if (isDone)
        {
            _current = null;
            replay.OnRan(call);
        }

        _away = false;
        if (isDone)
        {
            Finished(call);
        }
    }
}
