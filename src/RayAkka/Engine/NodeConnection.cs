using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>
/// The calling end of a connection to a node, where calls cannot be handed over directly: knows what was sent and not answered. When the node
/// is lost everything unanswered goes back to where it came from.
/// </summary>
internal sealed partial class NodeConnection(RayRuntime runtime, NodeId node, NodeHost? host, IChannel channel)
{
    private readonly ConcurrentDictionary<long, RemoteRoute> _routes = new();
    private readonly ConcurrentDictionary<long, TaskRequest> _tasks = new();
    private long _numbers;
    private volatile bool _lost;

    public RayRuntime Runtime => runtime;

    public NodeId Node => node;

    /// <summary>The node itself where it is in this process; else null.</summary>
    public NodeHost? Host => host;

    public IChannel Channel => channel;

    /// <summary>Routes and tasks that are open, for checks that nothing is left over.</summary>
    public int OpenCount => _routes.Count + _tasks.Count;

    public RemoteShell? TryMakeShell(OwnedActor record, Grant grant)
    {
        if (_lost)
        {
            return null;
        }

        var shell = new RemoteShell(this, record, grant, Interlocked.Increment(ref _numbers));
        _routes[shell.Number] = shell;
        return shell;
    }

    /// <summary>Makes the shell of an incarnation that is there already; null if the node is lost.</summary>
    public RemoteShell? TryAttach(OwnedActor record, int incarnation)
    {
        if (_lost)
        {
            return null;
        }

        var shell = new RemoteShell(this, record, grant: null, Interlocked.Increment(ref _numbers)) { Adopted = incarnation };
        _routes[shell.Number] = shell;
        return shell;
    }

    /// <summary>Makes a way to an incarnation that another process started; null if the node is lost.</summary>
    public BorrowedRoute? TryMakeRoute(BorrowedActor record, int incarnation)
    {
        if (_lost)
        {
            return null;
        }

        var route = new BorrowedRoute(this, record, incarnation, Interlocked.Increment(ref _numbers));
        _routes[route.Number] = route;
        return route;
    }

    public bool TryRun(TaskRequest request, Grant grant)
    {
        var number = Interlocked.Increment(ref _numbers);
        _tasks[number] = request;
        if (_lost)
        {
            return !_tasks.TryRemove(number, out _);
        }

        if (!runtime.HandOver(grant))
        {
            return !_tasks.TryRemove(number, out _);
        }

        try
        {
            var stream = request.Call.Stream;
            stream?.OnSending(new TaskWay(this, number));
            channel.Send(new RunTask(number, channel.Prepare(request.Call), grant, request.Call.Caller!.Job));
            request.OnSent(this, number);
            stream?.OnSent();
        }
        catch (Exception e)
        {
            if (_tasks.TryRemove(number, out _))
            {
                runtime.TakeBack(grant);
                request.OnEnded(RunResult.Fail(e));
            }
        }

        return true;
    }

    public void Forget(RemoteRoute route) => _routes.TryRemove(route.Number, out _);

    /// <summary>
    /// Nothing is started on the node any more. To be called before the records of its actors are told of the loss: each takes its new shell
    /// under the lock under which it is told, so it either has that shell by then or gets none.
    /// </summary>
    public void Close() => _lost = true;

    /// <summary>The node is gone: tasks without an answer are lost, and no news of actors will come, of whose end their records know.</summary>
    public void Lose(string reason)
    {
        Close();
        LoseTasks(reason);
        foreach (var route in _routes.Values)
        {
            route.Lose();
        }
    }

    /// <summary>No answer to a task is waited for any more.</summary>
    public void LoseTasks(string reason)
    {
        foreach (var number in _tasks.Keys)
        {
            if (_tasks.TryRemove(number, out var request))
            {
                request.OnNodeLost(reason, codeMayRun: false);
            }
        }
    }

    /// <summary>A placement group was removed: no answer to its tasks is waited for any more.</summary>
    public void EndTasksIn(PlacementGroupId group, string title)
    {
        foreach (var (number, request) in _tasks)
        {
            if (request.Grant?.Bundle is { } bundle && bundle.Group == group && _tasks.TryRemove(number, out _))
            {
                request.OnGroupRemoved(title, codeMayRun: false);
                runtime.Scheduler.Release(request.Grant);
            }
        }
    }

    /// <summary>Takes a message; false if it is none for this end.</summary>
    public bool OnMessage(object message)
    {
        switch (message)
        {
            case CallAnswered answer:
                Find(answer.Route)?.OnAnswered(answer.Number, answer.Outcome);
                return true;

            case StreamItemMade made:
                OnItem(made);
                return true;

            case TakeRetry retry:
                channel.Send(new RetryTaken(retry.Route, retry.Number, Find(retry.Route)?.TryTakeRetry(retry.Number) ?? false));
                return true;

            case TaskEnded ended:
                if (_tasks.TryRemove(ended.Number, out var request))
                {
                    if (ended.Failure is null)
                    {
                        ended.Outcome.ApplyTo(request.Call);
                    }

                    request.OnEnded(ended.Failure is { } failure ? RunResult.Fail(failure) : RunResult.Succeeded);
                }

                return true;

            case TaskRefused refused:
                if (_tasks.TryRemove(refused.Number, out var again))
                {
                    again.OnRefused();
                }

                return true;

            case ActorStarted started:
                if (Find(started.Route) is RemoteShell begun)
                {
                    begun.Owner.OnStarted(begun);
                }

                return true;

            case ActorRefused notMade:
                (Find(notMade.Route) as RemoteShell)?.Refuse();
                return true;

            case ActorFailed failed:
                if (Find(failed.Route) is RemoteShell broken)
                {
                    broken.Owner.OnConstructorFailed(broken, failed.Thrown);
                }

                return true;

            case ActorCrashed crashed:
                if (Find(crashed.Route) is RemoteShell lost)
                {
                    lost.Owner.OnCrashed(lost, crashed.Reason, crashed.Error);
                }

                return true;

            case ActorStopped stopped:
                if (Find(stopped.Route) is RemoteShell stuck)
                {
                    stuck.Owner.OnStopped(stuck, stopped.Reason, stopped.Cause);
                }

                return true;

            case ActorExiting exiting:
                (Find(exiting.Route) as RemoteShell)?.OnExiting(exiting.Reason);
                return true;

            case ActorEnded ended:
                if (_routes.TryRemove(ended.Route, out var over) && over is RemoteShell shell)
                {
                    shell.Owner.OnEnded(shell);
                }

                return true;

            case RouteClosed closed:
                (Find(closed.Route) as BorrowedRoute)?.OnClosed();
                return true;

            default:
                return false;
        }
    }

    /// <summary>A task that was sent is cancelled.</summary>
    public void Stop(long task, ObjectRef call, bool recursive)
    {
        if (_tasks.ContainsKey(task))
        {
            channel.Send(new StopTask(task, call.Cancelled ?? CancellationReason.User, recursive));
        }
    }

    private RemoteRoute? Find(long route) => _routes.GetValueOrDefault(route);
}
