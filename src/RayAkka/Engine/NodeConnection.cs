using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>
/// The near end of a connection to a node, where calls cannot be handed over directly: knows what was sent and not answered. When the node is
/// lost everything unanswered goes back to where it came from.
/// </summary>
internal sealed class NodeConnection : IDisposable
{
    private readonly Link _link;
    private readonly ConcurrentDictionary<long, RemoteShell> _shells = new();
    private readonly ConcurrentDictionary<long, TaskRequest> _tasks = new();
    private long _numbers;
    private volatile bool _lost;

    public NodeConnection(RayRuntime runtime, NodeHost node, NodeId here)
    {
        Runtime = runtime;
        Node = node;
        _link = new Link(runtime.Engine, here, node.Id, runtime.Time, OnMessage);
    }

    public RayRuntime Runtime { get; }

    public NodeHost Node { get; }

    public void Receive(Envelope envelope) => _link.Receive(envelope);

    public void Send(object message) => _link.Send(message);

    public RemoteShell? TryMakeShell(ActorRecord record, Grant grant)
    {
        if (_lost)
        {
            return null;
        }

        var shell = new RemoteShell(this, record, grant, Interlocked.Increment(ref _numbers));
        _shells[shell.Number] = shell;
        return shell;
    }

    public bool TryRun(TaskRequest request, Grant grant)
    {
        var number = Interlocked.Increment(ref _numbers);
        _tasks[number] = request;
        if (_lost)
        {
            return !_tasks.TryRemove(number, out _);
        }

        Send(new RunTask(number, request.Call.CloneForWire(), grant));
        return true;
    }

    public void Forget(RemoteShell shell) => _shells.TryRemove(shell.Number, out _);

    /// <summary>
    /// Nothing is started on the node any more. To be called before the records of its actors are told of the loss: each takes its new shell
    /// under the lock under which it is told, so it either has that shell by then or gets none.
    /// </summary>
    public void Close() => _lost = true;

    /// <summary>The node is gone: tasks without an answer are lost, and no news of actors will come, of whose end their records know.</summary>
    public void Lose(string reason)
    {
        Close();
        _link.Dispose();
        LoseTasks(reason);
        foreach (var shell in _shells.Values)
        {
            shell.Lose();
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

    public void Dispose() => _link.Dispose();

    private void OnMessage(object message)
    {
        switch (message)
        {
            case CallAnswered answer when _shells.TryGetValue(answer.Shell, out var shell):
                shell.OnAnswered(answer.Number, answer.Outcome);
                break;

            case TaskEnded ended when _tasks.TryRemove(ended.Number, out var request):
                if (ended.Failure is null && ended.Outcome.IsCompleted)
                {
                    request.Call.TryCompleteAs(ended.Outcome);
                }

                request.OnEnded(ended.Failure is { } failure ? RunResult.Fail(failure) : RunResult.Succeeded);
                break;

            case ActorStarted started when _shells.TryGetValue(started.Shell, out var shell):
                shell.Record.OnStarted(shell);
                break;

            case ActorFailed failed when _shells.TryGetValue(failed.Shell, out var shell):
                shell.Record.OnConstructorFailed(shell, failed.Thrown);
                break;

            case ActorExiting exiting when _shells.TryGetValue(exiting.Shell, out var shell):
                shell.OnExiting(exiting.Reason);
                break;

            case ActorEnded ended when _shells.TryRemove(ended.Shell, out var shell):
                shell.Record.OnEnded(shell);
                break;
        }
    }
}
