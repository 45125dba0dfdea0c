using RayAkka.Engine;
using RayAkka.Scheduling;

namespace RayAkka.Tasks;

/// <summary>
/// One attempt of a task: it waits for resources, runs on a node, and is followed by another attempt when its node is lost or its exception
/// is to be retried. Invariant: a run that ended and a node that was lost both try to settle the attempt; only the winner decides what comes
/// next, and the resources are released once the user's code has really ended.
/// </summary>
internal sealed class TaskRequest(RayRuntime runtime, ObjectRef call, TaskSpec spec) : PlacementRequest(spec.Shape), ITaskOwner
{
    private int _settled;
    private int _partsEnded;

    public ObjectRef Call { get; } = call;

    /// <summary>Starts a task: its arguments first, then its resources.</summary>
    public void Start()
    {
        if (DependencyWait.Unresolved(Call) is { } unresolved)
        {
            DependencyWait.Start(Call, unresolved, _ => Place());
        }
        else
        {
            Place();
        }
    }

    public void OnRunEnded(TaskRun run, RunResult result)
    {
        if (run.IsLost)
        {
            // What a lost run comes to does not count, nor may it settle the attempt before OnNodeLost does.
            OnPartEnded();
            runtime.Scheduler.Release(Grant!);
        }
        else
        {
            OnEnded(result);
        }
    }

    /// <summary>The run ended, here or on another node.</summary>
    public void OnEnded(RunResult result)
    {
        var node = Grant!.Node;
        if (Interlocked.Exchange(ref _settled, 1) == 0)
        {
            Settle(result, node);
        }
        else
        {
            OnPartEnded();
        }

        runtime.Scheduler.Release(Grant);
    }

    /// <summary>The node on which the attempt ran is gone.</summary>
    /// <param name="reason">Why, for the error.</param>
    /// <param name="codeMayRun">Whether code of this process may still be running the call.</param>
    public void OnNodeLost(string reason, bool codeMayRun)
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0)
        {
            return;
        }

        if (Call.IsPending && !runtime.IsClosing && Call.Extras!.TryTakeRetry())
        {
            Again();
            return;
        }

        Call.TryFail(runtime.IsClosing ? CallFailure.Closed(Call) : CallFailure.NodeLost(Call, Grant!.Node, reason));
        runtime.Telemetry.OnEnded(Call);

        Call.Extras?.Dispose();
        if (codeMayRun)
        {
            OnPartEnded();
        }
        else
        {
            Call.Release();
        }
    }

    internal override void OnGranted()
    {
        if (Call.IsCompleted)
        {
            runtime.Scheduler.Release(Grant!);
            End();
        }
        else if (!runtime.TryRun(this, Grant!))
        {
            // The node was lost between the grant and now: nothing has run, so no retry is taken.
            runtime.Scheduler.Release(Grant!);
            Again();
        }
    }

    internal override void OnUnschedulable(string reason)
    {
        Call.TryFail(runtime.IsClosing
            ? CallFailure.Closed(Call)
            : new TaskUnschedulableException($"{Call.CallName} {reason}; ask for less or add a node."));
        End();
    }

    private void Settle(RunResult result, NodeId node)
    {
        if (result.Failure is { } thrown)
        {
            if (Call.IsPending && !runtime.IsClosing && Call.Extras!.TryTakeRetry(thrown))
            {
                Again();
                return;
            }

            Call.TryFail(CallFailure.Threw(Call, thrown, default, node));
        }

        End();
    }

    // The code may be reading the arguments, so they go when both the call has failed with its node and the code has ended.
    private void OnPartEnded()
    {
        if (Interlocked.Increment(ref _partsEnded) == 2)
        {
            Call.Release();
        }
    }

    private void Again() => new TaskRequest(runtime, Call, spec).Place();

    private void Place()
    {
        if (Call.IsCompleted)
        {
            End();
        }
        else if (runtime.IsClosing)
        {
            Call.TryFail(CallFailure.Closed(Call));
            End();
        }
        else
        {
            runtime.Scheduler.Submit(this);
        }
    }

    private void End()
    {
        runtime.Telemetry.OnEnded(Call);
        Call.Release();
    }
}
