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
    private const int StopsAlone = 1;
    private const int StopsAll = 2;

    private int _settled;
    private int _partsEnded;
    private int _stop;
    private NodeConnection? _connection;
    private long _number;

    public ObjectRef Call { get; } = call;

    public NodeId Process => runtime.Self;

    public TaskSpec Spec => spec;

    /// <summary>Starts a task: its arguments first, then its resources.</summary>
    public void Start()
    {
        if (Call.Extras is { MayRunAgain: true, Large: null } extras && runtime.MayLose(extras))
        {
            extras.NamesItsCalls = true;
            runtime.RecordedCallers.Start(Call);
        }

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
            OnEnded(result, run.Elapsed);
        }
    }

    /// <summary>The run ended, here or on another node.</summary>
    public void OnEnded(RunResult result, TimeSpan? ran = null)
    {
        var node = Grant!.Node;
        if (Interlocked.Exchange(ref _settled, 1) == 0)
        {
            Settle(result, node, ran);
        }
        else
        {
            OnPartEnded();
        }

        runtime.Scheduler.Release(Grant);
    }

    /// <summary>The node did not start the run: the place was not valid any more. Nothing has run, so no retry is taken.</summary>
    public void OnRefused()
    {
        if (Interlocked.Exchange(ref _settled, 1) == 0)
        {
            runtime.Scheduler.Release(Grant!);
            Again();
        }
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
            Retry();
            return;
        }

        FailLost(runtime.IsClosing ? CallFailure.Closed(Call) : CallFailure.NodeLost(Call, Grant!.Node, reason), codeMayRun);
    }

    /// <summary>The task was sent to a node.</summary>
    public void OnSent(NodeConnection connection, long number)
    {
        _number = number;
        Interlocked.Exchange(ref _connection, connection);
        if (Volatile.Read(ref _stop) is var stop and not 0)
        {
            // Meanwhile: whoever cancelled it may have found nothing to stop.
            connection.Stop(number, Call, recursive: stop == StopsAll);
        }
    }

    /// <summary>The task was cancelled, and has failed.</summary>
    public void Stop(bool recursive)
    {
        if (!TryWithdraw())
        {
            // Behind a full fence, as the connection is noted: either that is seen here, or this there.
            Interlocked.Exchange(ref _stop, recursive ? StopsAll : StopsAlone);
            Volatile.Read(ref _connection)?.Stop(_number, Call, recursive);
        }
    }

    /// <summary>The task is complete: it asks for no place any more, if it has none yet.</summary>
    /// <returns>Whether it had none.</returns>
    public bool TryWithdraw()
    {
        if (!runtime.Scheduler.Withdraw(this))
        {
            return false;
        }

        End();
        return true;
    }

    /// <summary>The placement group in which the attempt ran was removed: there is no other place for another one.</summary>
    public void OnGroupRemoved(string title, bool codeMayRun)
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0)
        {
            return;
        }

        FailLost(CallFailure.GroupRemoved(Call, title), codeMayRun);
    }

    internal override void OnGranted()
    {
        if (runtime.IsCluster && runtime.Peers.Await(Grant!.Node, OnGranted))
        {
            return;
        }

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
        else if (Grant!.Bundle is { } bundle && runtime.Groups.Find(bundle.Group) is { IsRemoved: true } removed)
        {
            // It was removed between the grant and now.
            runtime.OnGroupRemoved(removed.Spec);
        }
    }

    internal override void OnUnschedulable(string reason)
    {
        Call.TryFail(runtime.IsClosing
            ? CallFailure.Closed(Call)
            : new TaskUnschedulableException($"{Call.CallName} {reason}{spec.Remedy}."));
        End();
    }

    private void Settle(RunResult result, NodeId node, TimeSpan? ran)
    {
        if (result.Failure is NonDeterministicException refusal)
        {
            // Another attempt would not be answered otherwise.
            Call.TryFail(refusal);
        }
        else if (result.Failure is { } thrown)
        {
            if (Call.IsPending && !runtime.IsClosing && Call.Extras!.TryTakeRetry(thrown))
            {
                Retry();
                return;
            }

            Call.TryFail(CallFailure.Threw(Call, thrown, default, node));
        }

        End(ran);
    }

    private void FailLost(RayException error, bool codeMayRun)
    {
        Call.TryFail(error);
        Count();
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

    // The code may be reading the arguments, so they go when both the call has failed with its node and the code has ended.
    private void OnPartEnded()
    {
        if (Interlocked.Increment(ref _partsEnded) == 2)
        {
            Call.Release();
        }
    }

    // One that was cancelled while it waited for its arguments was counted then: they may never come.
    private void Count()
    {
        if (Call.Extras?.TryCount() ?? true)
        {
            runtime.Telemetry.OnEnded(Call);
        }
    }

    private void Retry()
    {
        if (Call.Extras!.NamesItsCalls)
        {
            runtime.RecordedCallers.Retry(Call.TaskId);
        }

        Again();
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
            if (Call.Extras is { } extras)
            {
                extras.Request = this;
            }

            // Behind a full fence: either whoever cancels the task finds this attempt, or it is seen here that the task was cancelled.
            Interlocked.MemoryBarrier();
            if (Call.IsCompleted)
            {
                TryWithdraw();
            }
            else
            {
                runtime.Scheduler.Submit(this);
            }
        }
    }

    private void End(TimeSpan? ran = null)
    {
        Count();
        runtime.Lineage.OnEnded(Call, spec, ran);
        Call.Release();
    }
}
