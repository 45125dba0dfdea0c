using RayAkka.Objects;

namespace RayAkka.Recovery;

/// <content>The events: how they are journalled, and what the code learns by each.</content>
internal sealed partial class ReplaySession
{
    /// <summary>Takes the next event, if there is one.</summary>
    private ReplayStep Pull(bool isBlocking)
    {
        while (true)
        {
            if (_commit is { } commit)
            {
                if (!commit.IsCompleted)
                {
                    if (!isBlocking)
                    {
                        return ReplayStep.Committing;
                    }

                    Block(commit);
                }

                if (!EndCommit(commit))
                {
                    return ReplayStep.Parked;
                }
            }

            if (_committed.TryPeek(out var next))
            {
                if (next.During != _position)
                {
                    Stop($"it waits in {Where(_position)} for something, while its journal goes on with {Name(next)} in {Where(next.During)}");
                    return ReplayStep.Parked;
                }

                if (next is { Kind: JournalEventKind.Continued, Code: null } && (next.Code = TakeContinuation()) is null)
                {
                    return ReplayStep.Parked;
                }

                _committed.Dequeue();
                Deliver(next);
                if (_replaying && _committed.Count == 0 && !_lost)
                {
                    GoLive();
                }

                return ReplayStep.Done;
            }

            if (!TakeNews(withContinuations: !isBlocking))
            {
                return ReplayStep.Parked;
            }

            _commit = Commit();
        }
    }

    private Task Commit()
    {
        try
        {
            return _journal.CommitAsync();
        }
        catch (JournalException e)
        {
            return Task.FromException(e);
        }
    }

    private static Task Guard(Func<Task> write)
    {
        try
        {
            return write();
        }
        catch (JournalException e)
        {
            return Task.FromException(e);
        }
    }

    // False if the incarnation has to stop.
    private bool EndCommit(Task commit)
    {
        _commit = null;
        if (!commit.IsCompletedSuccessfully)
        {
            try
            {
                commit.GetAwaiter().GetResult();
            }
            catch (JournalException e)
            {
                Fail(e);
                return false;
            }
        }

        foreach (var entry in _committing)
        {
            _committed.Enqueue(entry);
        }

        _committing.Clear();
        return true;
    }

    private void Deliver(JournalEvent entry)
    {
        _now = Math.Max(_now, entry.Time);
        switch (entry.Kind)
        {
            case JournalEventKind.Arrival:
                Arrive(entry);
                break;

            case JournalEventKind.TimedOut:
                if (Waiting(entry) is { } late)
                {
                    late.TimeOut();
                }

                break;

            case JournalEventKind.Ended:
                if (Waiting(entry) is { } ended)
                {
                    ended.Fail(entry.Error!);
                }

                break;

            case JournalEventKind.Continued:
                _ready.Enqueue(entry.Code!);

                // The entry stays in the journal; its code is this incarnation's.
                entry.Code = null;
                break;
        }
    }

    // What happens next is not in the journal.
    private void GoLive()
    {
        if (IsReader)
        {
            return;
        }

        _replaying = false;
        SendHeld();
        foreach (var wait in _waits.Values.ToArray())
        {
            Watch(wait);
        }
    }

    private void Fail(JournalException error)
    {
        _lost = true;
        _cell.OnJournalFailed(error);
    }

    // The actor ends for good: going on would make something else of it than its journal says.
    private void Stop(string reason)
    {
        _lost = true;
        _cell.OnReplayStopped(reason, new InvalidOperationException(
            $"{_cell.Spec.ClassName} is not deterministic: {reason}; a method of an actor with Recovery = Replay must do the same each time it is run with the same arguments."));
    }

    private string Where(long position) => position == 0 ? "its constructor" : $"call {position} ({_cell.NameOf(position)})";

    private static string Name(JournalEvent entry) => entry.Kind switch
    {
        JournalEventKind.Arrival => $"the result of its remote call {entry.Index}",
        JournalEventKind.TimedOut => $"the time-out of its wait {entry.Index}",
        JournalEventKind.Ended => $"the end of its wait {entry.Index}",
        JournalEventKind.Continued => "the end of an await of something outside of Ray",
        _ => "something that it asked the runtime for",
    };
}
