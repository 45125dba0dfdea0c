using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Handoff;
using RayAkka.Objects;
using RayAkka.Recovery.Results;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>
/// The far end of a connection: does on a node what the messages of another process ask for, and sends back what comes of it. The order of the
/// connection is the order of everything: answers sent before an actor's end arrive before it.
/// </summary>
internal sealed partial class NodeService(NodeHost node, NodeId peer, IChannel channel)
{
    private readonly ConcurrentDictionary<long, ActorCell> _cells = new();
    private readonly ConcurrentDictionary<ActorCell, long> _started = new();
    private readonly ConcurrentDictionary<(long Route, long Number), RemoteRetry> _asking = new();
    private readonly ConcurrentDictionary<long, ReceivedCalls> _received = new();
    private volatile bool _lost;

    /// <summary>Routes, incarnations, questions and streams that are open, for checks that nothing is left over.</summary>
    public int OpenCount => _cells.Count + _started.Count + _asking.Count + _streams.Count;

    private NodeHost Node => node;

    private NodeId Peer => peer;

    private IChannel Channel => channel;

    /// <summary>Takes a message; false if it is none for this end.</summary>
    public bool OnMessage(object message)
    {
        switch (message)
        {
            case CallActor call:
                Call(call);
                return true;

            case StartActor start:
                Start(start);
                return true;

            case AttachActor attach:
                Attach(attach);
                return true;

            case OpenRoute open:
                if (node.FindCell(open.Actor, open.Incarnation) is { } cell && cell.TryAddRoute(new RoutePoint(this, open.Route)))
                {
                    _cells[open.Route] = cell;
                }
                else
                {
                    channel.Send(new RouteClosed(open.Route));
                }

                return true;

            case StopCall stop:
                if (_cells.TryGetValue(stop.Route, out var running))
                {
                    running.StopCopy(stop);
                }

                return true;

            case StopTask stop:
                Stop(stop);
                return true;

            case RetryTaken taken:
                if (_asking.TryGetValue((taken.Route, taken.Number), out var retry))
                {
                    retry.OnAnswered(taken.IsGranted);
                }

                return true;

            case LeaveRoute leave:
                StopStreams(route => route == leave.Route);
                _cells.TryRemove(leave.Route, out _);
                _received.TryRemove(leave.Route, out _);
                return true;

            case KillActor kill:
                if (_cells.TryGetValue(kill.Route, out var killed))
                {
                    killed.Kill(kill.Graceful);
                }

                return true;

            case RunTask task:
                CopyFollower.Follow(task.Call);
                if (task.Grant is { } grant)
                {
                    BindStream((0, task.Number), task.Call);
                    node.TryRun(task.Call, grant, new TaskReply(this, task.Number));
                }
                else
                {
                    channel.Send(new TaskRefused(task.Number));
                }

                return true;

            default:
                return OnStreamMessage(message);
        }
    }

    /// <summary>The job of the actor to which a route leads; null if it leads nowhere.</summary>
    public Job? JobOf(long route) => _cells.TryGetValue(route, out var cell) ? cell.About.Job : null;

    /// <summary>The other process is gone: what it had started here ends with it.</summary>
    public void Lose()
    {
        _lost = true;
        StopStreams(static _ => true);
        foreach (var (route, received) in _received)
        {
            if (_cells.TryGetValue(route, out var called) && called.Replay is { } replay)
            {
                received.Forget(replay.Records);
            }
        }

        foreach (var retry in _asking.Values)
        {
            retry.OnAnswered(isGranted: false);
        }

        foreach (var cell in node.Cells)
        {
            cell.Callers?.Lose(peer);
        }

        foreach (var cell in _started.Keys)
        {
            if (HandedOf(cell) is { } handed)
            {
                handed.Lose(owner => owner is CellOwner told && told.IsFor(this));
            }
            else
            {
                cell.Kill(graceful: false);
            }
        }

        foreach (var run in node.RunsOf(owner => owner is TaskReply reply && reply.IsFor(this)))
        {
            run.LoseOwner();
            run.Cancel();
        }
    }

    private void Start(StartActor start)
    {
        if (start.Grant is not { } grant)
        {
            channel.Send(new ActorRefused(start.Route));
            return;
        }

        var told = new CellOwner(this, start.Route);
        var handed = start.Spec.IsDetached && node.Runtime.IsCluster ? new HandedOwner(told) : null;
        IActorOwner owner = handed is null ? told : handed;
        var about = new ActorCellInfo(start.Actor, start.Spec, peer, start.Incarnation, start.Job) { IsReader = start.IsReader };
        if (node.TryMakeCell(about, start.Creation, grant, owner) is { } made)
        {
            if (handed is not null)
            {
                handed.Cell = made;
                node.AddHanded(handed);
            }

            _cells[start.Route] = made;
            _started[made] = start.Route;
            made.Start();
            if (_lost)
            {
                handed?.OnCrashed(made, "the process that started it was lost meanwhile", null);
                made.Kill(graceful: false);
            }
        }
        else
        {
            // The node takes nothing any more, as at a shutdown: whoever waits for the incarnation's end must not wait for ever.
            node.Runtime.Scheduler.Release(grant);
            channel.Send(new ActorEnded(start.Route));
        }
    }

    private void Call(CallActor call)
    {
        // Without a cell the route was closed, and its closing is on the way to the caller.
        if (_cells.TryGetValue(call.Route, out var cell))
        {
            if (cell.Replay is { } replay && call.Call is not (ActorTermination or IReplyRequest))
            {
                (call.Call.Extras ??= new CallExtras()).IsCopy = true;
                _received.GetOrAdd(call.Route, static _ => new ReceivedCalls()).Add(call.Number, call.Call, call.Answered, replay.Records);
            }

            if (call.Call.Extras?.Deadline is { } deadline)
            {
                deadline.Cell = cell;
            }

            CopyFollower.Follow(call.Call);
            LetItsCallerRetry((call.Route, call.Number), call.Call);
            BindStream((call.Route, call.Number), call.Call);
            if (call.Call.Stream is not null && !_cells.ContainsKey(call.Route))
            {
                // Its incarnation has ended meanwhile, maybe before there was anything to forget.
                ForgetStream((call.Route, call.Number));
            }

            var callers = call.Call is ActorTermination or IReplyRequest ? null : cell.Callers;
            if (callers?.TryEnter(peer) is false)
            {
                return;
            }

            if (!call.Call.TryAddWaiter(new CallReply(this, call.Route, call.Number, callers)))
            {
                callers?.Leave(peer);
                channel.Send(new CallAnswered(call.Route, call.Number, new SharedOutcome(call.Call)));
                return;
            }

            cell.Post(call.Call);
        }
    }

    // Between processes; inside one the copy takes its retries from the call that it stands for.
    private void LetItsCallerRetry((long Route, long Number) key, ObjectRef call)
    {
        if (!node.Runtime.IsCluster || call.Extras is not { MayRunAgain: true, RetriesLeft: not 0 } extras || ReferenceEquals(extras.RetryOn, RetryExceptions.None))
        {
            return;
        }

        extras.RemoteRetry = _asking[key] = new RemoteRetry(channel, key.Route, key.Number);
        if (!call.TryAddWaiter(new Forgetter(this, key)))
        {
            _asking.TryRemove(key, out _);
        }
    }

    private void Answer(long route, long number, ObjectRef call)
    {
        var answer = new CallAnswered(route, number, new SharedOutcome(call));
        try
        {
            channel.Send(answer);
        }
        catch (Exception e)
        {
            channel.Send(answer with { Outcome = new FailedOutcome(CallFailure.Threw(call, e, default, node.Id)) });
        }
    }

    private sealed class Forgetter(NodeService service, (long Route, long Number) key) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference)
        {
            service._asking.TryRemove(key, out _);
        }
    }

    private sealed class CallReply(NodeService service, long route, long number, MailboxCallers? callers) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference)
        {
            callers?.Leave(service.Peer);
            service.Answer(route, number, reference);
        }
    }

    private sealed class RoutePoint(NodeService service, long route) : ICellRoute
    {
        public void OnCellClosed()
        {
            service._cells.TryRemove(route, out _);
            service._received.TryRemove(route, out _);
            service.ForgetStreams(route);
            service.Channel.Send(new RouteClosed(route));
        }
    }
}
