using RayAkka.Actors;
using RayAkka.Handoff;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <content>Whom the incarnations and the task runs that were started for another process tell their news.</content>
internal sealed partial class NodeService
{
    private void Attach(AttachActor attach)
    {
        if (node.FindHanded(attach.Actor) is { } handed && handed.Cell.About.Incarnation == attach.Incarnation)
        {
            _cells[attach.Route] = handed.Cell;
            _started[handed.Cell] = attach.Route;
            handed.Attach(new CellOwner(this, attach.Route), handed.Cell);
        }
        else
        {
            channel.Send(new ActorCrashed(attach.Route, "its node does not have it any more", null));
            channel.Send(new ActorEnded(attach.Route));
        }
    }

    // The task is sent before the word that it is to stop: it is here, or has ended.
    private void Stop(StopTask stop)
    {
        foreach (var run in node.RunsOf(owner => owner is TaskReply reply && reply.Is(this, stop.Number)))
        {
            run.Call.TryFail(CallFailure.Stopped(run.Call, stop.Reason));
            run.Frame?.Running?.Stop(stop.Recursive);
        }
    }

    private HandedOwner? HandedOf(ActorCell cell) => node.FindHanded(cell.Id) is { } handed && ReferenceEquals(handed.Cell, cell) ? handed : null;

    private sealed class CellOwner(NodeService service, long route) : IActorOwner
    {
        public bool IsFor(NodeService other) => ReferenceEquals(service, other);

        public void OnStarted(ActorShell shell) => service.Channel.Send(new ActorStarted(route));

        public void OnConstructorFailed(ActorShell shell, Exception thrown)
        {
            service.Channel.Send(new ActorFailed(route, thrown));
            shell.Kill(graceful: false);
        }

        public void OnExiting(ActorShell shell, ExitReason reason) => service.Channel.Send(new ActorExiting(route, reason));

        public void OnCrashed(ActorShell shell, string reason, Exception? cause) =>
            service.Channel.Send(new ActorCrashed(route, reason, cause));

        public void OnStopped(ActorShell shell, string reason, Exception? cause) =>
            service.Channel.Send(new ActorStopped(route, reason, cause));

        public void OnDrained(ActorShell shell, List<ObjectRef> calls, bool first)
        {
            // The owner has them in its own table, in the order in which it sent them.
        }

        public void OnEnded(ActorShell shell)
        {
            service._cells.TryRemove(route, out _);
            service._received.TryRemove(route, out _);
            service.ForgetStreams(route);
            service._started.TryRemove(shell.Cell!, out _);
            service.Channel.Send(new ActorEnded(route));
        }
    }

    private sealed class TaskReply(NodeService service, long number) : ITaskOwner
    {
        public NodeId Process => service.Peer;

        public bool IsFor(NodeService other) => ReferenceEquals(service, other);

        public bool Is(NodeService other, long task) => IsFor(other) && number == task;

        public void OnRunEnded(TaskRun run, RunResult result)
        {
            if (run.Call.Stream is not null)
            {
                service.ForgetStream((0, number));
            }

            if (service.Node.Runtime.IsCluster)
            {
                // In one process the request that asked for the place gives it back.
                service.Node.Runtime.Scheduler.Release(run.Grant);
            }

            if (!run.IsLost)
            {
                Tell(run, result);
            }

            // The result may stay here for long; what it was made of need not.
            run.Call.Release();
        }

        private void Tell(TaskRun run, RunResult result)
        {
            var ended = new TaskEnded(number, new SharedOutcome(run.Call), result.Failure);
            try
            {
                service.Channel.Send(ended);
            }
            catch (Exception e)
            {
                service.Channel.Send(ended with { Failure = new RayTaskException(run.Call.CallName, e, e, default, service.Node.Id) });
            }
        }
    }
}
