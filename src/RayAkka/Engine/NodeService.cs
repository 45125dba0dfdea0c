using RayAkka.Actors;
using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>
/// The far end of a connection: does on a node what the messages of an owner ask for, and sends back what comes of it. The order of the
/// link is the order of everything: answers sent before an actor's end arrive before it.
/// </summary>
internal sealed class NodeService : IDisposable
{
    private readonly NodeHost _node;
    private readonly Link _link;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<long, ActorCell> _cells = new();

    public NodeService(NodeHost node, IEngine engine, NodeId owner, TimeProvider time)
    {
        _node = node;
        _link = new Link(engine, node.Id, owner, time, OnMessage);
    }

    public void Receive(Envelope envelope) => _link.Receive(envelope);

    public void Dispose() => _link.Dispose();

    private void OnMessage(object message)
    {
        switch (message)
        {
            case StartActor start:
                var proxy = new CellOwner(this, start.Shell);
                if (_node.TryMakeCell(start.Actor, start.Spec, start.Creation, start.Grant, proxy, start.Rebuilt) is { } made)
                {
                    _cells[start.Shell] = made;
                    made.Start();
                }
                else
                {
                    // The node takes nothing any more, as at a shutdown: whoever waits for the incarnation's end must not wait for ever.
                    _node.Runtime.Scheduler.Release(start.Grant);
                    _link.Send(new ActorEnded(start.Shell));
                }

                break;

            case CallActor call when _cells.TryGetValue(call.Shell, out var cell):
                EndWithItsTime(call.Call);
                call.Call.TryAddWaiter(new CallReply(this, call));
                cell.Post(call.Call);
                break;

            case KillActor kill when _cells.TryGetValue(kill.Shell, out var killed):
                killed.Kill(kill.Graceful);
                break;

            case RunTask task:
                EndWithItsTime(task.Call);
                _node.TryRun(task.Call, task.Grant, new TaskReply(this, task));
                break;
        }
    }

    // The owner has failed the call when its time is over; here it must not start any more, nor be tried again.
    private static void EndWithItsTime(ObjectRef call) => call.Extras?.Token?.UnsafeRegister(
        static state => ((ObjectRef)state!).TryFail(new GetTimeoutException("The time of the call is over.") { IsRoutine = true }), call);

    private sealed class CallReply(NodeService service, CallActor call) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => service._link.Send(new CallAnswered(call.Shell, call.Number, reference));
    }

    private sealed class TaskReply(NodeService service, RunTask task) : ITaskOwner
    {
        public void OnRunEnded(TaskRun run, RunResult result)
        {
            if (!run.IsLost)
            {
                service._link.Send(new TaskEnded(task.Number, run.Call, result.Failure));
            }
        }
    }

    private sealed class CellOwner(NodeService service, long shell) : IActorOwner
    {
        public void OnStarted(ActorShell cell) => service._link.Send(new ActorStarted(shell));

        public void OnConstructorFailed(ActorShell cell, Exception thrown)
        {
            service._link.Send(new ActorFailed(shell, thrown));
            cell.Kill(graceful: false);
        }

        public void OnExiting(ActorShell cell, ExitReason reason) => service._link.Send(new ActorExiting(shell, reason));

        public void OnDrained(ActorShell cell, List<ObjectRef> calls, bool first)
        {
            // The owner has them in its own table, in the order in which it sent them.
        }

        public void OnEnded(ActorShell cell)
        {
            service._cells.TryRemove(shell, out _);
            service._link.Send(new ActorEnded(shell));
        }
    }
}
