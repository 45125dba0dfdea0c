using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Recovery;

/// <content>What the holders of records and the owners of their callers say to each other.</content>
internal sealed partial class RecordedCallers
{
    /// <summary>Another process holds records of a task of this one.</summary>
    public void OnHeld(NodeId holder, CallerId task)
    {
        if (task.Kind == CallerKind.Actor)
        {
            OnActorHeld(holder, task);
            return;
        }

        lock (_gate)
        {
            if (_tasks.TryGetValue(task, out var known))
            {
                (known.Holders ??= []).Add(holder);
                return;
            }

            AddNews(holder, new EndedTask(task, _withStragglers.Contains(task)));
        }

        WorkerPool.Shared.Enqueue(this);
    }

    /// <summary>Tasks of another process have ended for good.</summary>
    public void OnOver(IReadOnlyList<EndedTask> tasks)
    {
        foreach (var task in tasks)
        {
            HeldTask? held;
            lock (_gate)
            {
                _held.Remove(task.Task, out held);
            }

            Forget(held, task.Task, task.HasStragglers);
        }
    }

    /// <summary>A process is gone, and with it the records there, and the tasks that it would have tried again.</summary>
    public void OnPeerDown(NodeId node)
    {
        List<(CallerId Task, HeldTask Held)> gone;
        lock (_gate)
        {
            _news.Remove(node);
            foreach (var task in _tasks.Values)
            {
                task.Holders?.Remove(node);
            }

            foreach (var holders in _actors.Values)
            {
                holders.Remove(node);
            }

            gone = [.. _held.Where(entry => entry.Value.Owner == node && !entry.Value.OutlivesOwner).Select(static entry => (entry.Key, entry.Value))];
            gone.ForEach(entry => _held.Remove(entry.Task));
        }

        // Calls of several attempts may have come here by now and wait to be run.
        gone.ForEach(static entry => Forget(entry.Held, entry.Task, stragglers: true));
    }

    /// <summary>Tells other processes which tasks have ended since.</summary>
    public void Execute()
    {
        while (true)
        {
            NodeId to;
            List<EndedTask> tasks;
            lock (_gate)
            {
                if (_news.Count == 0)
                {
                    return;
                }

                (to, tasks) = _news.First();
                _news.Remove(to);
            }

            runtime.Peers.Tell(to, new RecordsOver(tasks));
        }
    }

    // Under the lock.
    private void AddNews(NodeId to, EndedTask task)
    {
        if (!_news.TryGetValue(to, out var tasks))
        {
            _news[to] = tasks = [];
        }

        tasks.Add(task);
    }
}
