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

            NewsFor(holder).Ended.Add(new EndedTask(task, _withStragglers.Contains(task)));
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
        List<CallerId> answered;
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

            answered = LoseLastCalls(node);
            gone = [.. _held.Where(entry => entry.Value.Owner == node && !entry.Value.OutlivesOwner).Select(static entry => (entry.Key, entry.Value))];
            foreach (var (task, _) in gone.Where(static entry => entry.Task.Kind == CallerKind.Task))
            {
                _held.Remove(task);
            }
        }

        answered.ForEach(LetGo);
        foreach (var (task, held) in gone)
        {
            if (task.Kind == CallerKind.Actor)
            {
                EndActor(task);
            }
            else
            {
                // Calls of several attempts may have come here by now and wait to be run.
                Forget(held, task, stragglers: true);
            }
        }
    }

    /// <summary>Tells other processes what they are to know: which callers have ended since, and whose calls are answered; and asks them.</summary>
    public void Execute()
    {
        while (true)
        {
            NodeId to;
            RecordNews news;
            lock (_gate)
            {
                if (_news.Count == 0)
                {
                    return;
                }

                (to, news) = _news.First();
                _news.Remove(to);
            }

            if (news.Asked.Count > 0)
            {
                runtime.Peers.Tell(to, new CallsAsked(news.Asked));
            }

            if (news.Answered.Count > 0)
            {
                runtime.Peers.Tell(to, new CallsAnswered(news.Answered));
            }

            if (news.Ended.Count > 0)
            {
                runtime.Peers.Tell(to, new RecordsOver(news.Ended));
            }
        }
    }

    // Under the lock.
    private RecordNews NewsFor(NodeId to)
    {
        if (!_news.TryGetValue(to, out var news))
        {
            _news[to] = news = new RecordNews();
        }

        return news;
    }
}
