using RayAkka.Objects;

namespace RayAkka.Recovery;

/// <content>How a new incarnation becomes what the old one was.</content>
internal sealed partial class ReplaySession
{
    private JournalContent? _content;
    private Dictionary<long, long> _lastOutbound = [];
    private int _nextLogged;
    private bool _restoring;

    /// <summary>The next call of the journal that was not begun again; null once there is none.</summary>
    public LoggedCall? NextLogged
    {
        get
        {
            if (_content is not { } content)
            {
                return null;
            }

            if (_nextLogged < content.Calls.Count)
            {
                return content.Calls[_nextLogged];
            }

            if (content.Calls.Count > 0 && !_lost)
            {
                // Nobody waits for it: it goes with what is journalled next.
                _ = Guard(_journal.RecoveredAsync).ContinueWith(
                    static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            _content = null;
            return null;
        }
    }

    public Task<JournalContent> OpenAsync() => _journal.OpenAsync();

    /// <summary>Takes over what is in the journal.</summary>
    /// <returns>Whether a commit is needed before the constructor runs: this is the first incarnation.</returns>
    public bool Load(JournalContent content)
    {
        _content = content;
        _logged = content.Outbound;
        foreach (var call in content.Outbound.Values)
        {
            _lastOutbound[call.During] = Math.Max(call.Index, _lastOutbound.GetValueOrDefault(call.During));
        }

        _answered = [.. content.Events.Where(static entry => entry.Kind == JournalEventKind.Arrival).Select(static entry => entry.Index)];
        if (content is { CrashedAt: 0, Crashes: >= MaxCrashes })
        {
            throw new InvalidOperationException($"its constructor has crashed it {content.Crashes} times in a row, so the actor is parked");
        }

        _restoring = content.Checkpoint is not null;
        if (content.Checkpoint is { } checkpoint)
        {
            Records.Restore(checkpoint.Records);
        }

        var tasks = new HashSet<CallIdentity>();
        foreach (var call in content.Calls)
        {
            EnterRecord(call.Call);
            if (call.Call.Extras?.Identity is { Caller.Kind: CallerKind.Task } identity)
            {
                tasks.Add(identity with { Hash = 0, Acknowledged = 0 });
            }
        }

        foreach (var task in tasks)
        {
            Runtime.RecordedCallers.Hold(task.Caller, task.Owner, Records);
            if (Runtime.RecordedCallers.IsOver(task.Caller, task.Owner))
            {
                Records.Forget(task.Caller, stragglers: true);
            }
        }

        foreach (var actor in IsReader ? [] : Records.Callers().Where(static caller => caller.Kind == CallerKind.Actor))
        {
            Runtime.RecordedCallers.Follow(actor, Records);
        }

        AddFoundResults(content);
        ServeEarly();
        LastPosition = content.Calls.Count > 0 ? content.Calls[^1].Position : content.Checkpoint?.Position ?? 0;
        if (content.Events.Count == 0)
        {
            if (IsReader)
            {
                throw new InvalidOperationException("its journal is gone");
            }

            var created = new JournalEvent(JournalEventKind.Created, 0) { Time = Runtime.Time.GetUtcNow().UtcTicks };
            _journal.Add(created);
            _committing.Add(created);
            _commit = Commit();
            return true;
        }

        foreach (var entry in content.Events)
        {
            if (!_restoring || IsOfCreation(entry))
            {
                TakeOver(entry);
            }
        }

        _replaying = true;
        return false;
    }

    /// <summary>Whether the time of the creation was journalled just now.</summary>
    public bool HasFirstCommit => _commit is not null;

    public void EndFirstCommit() => EndCommit(_commit!);

    /// <summary>The constructor is about to run: it sees the time at which it first did.</summary>
    public void BeginCreation()
    {
        Begin(0, 0);
        if (_committed.TryPeek(out var first) && first.Kind == JournalEventKind.Created)
        {
            Deliver(_committed.Dequeue());
        }

        if (_replaying && _committed.Count == 0 && !_restoring)
        {
            GoLive();
        }
    }

    /// <summary>The constructor is done: the object becomes what it was at the last checkpoint, if there is one.</summary>
    /// <exception cref="Exception">The user's code threw.</exception>
    public void EndCreation(object instance)
    {
        if (_content?.Checkpoint is not { } checkpoint)
        {
            return;
        }

        _restoring = false;
        Plan!.Restore(instance, checkpoint.State);
        _held.Clear();
        _open.Clear();
        _waits.Clear();
        _values.Clear();
        _position = checkpoint.Position;
        _now = Math.Max(_now, checkpoint.Now);
        Frame.Calls = checkpoint.Calls;
        _acknowledged = checkpoint.Calls;
        _waitCount = checkpoint.Waits;
        Random.Draws = checkpoint.Draws;
        _ids = checkpoint.Ids;
        _asked = checkpoint.Asked;
        _checkpointAt = checkpoint.Position;
        foreach (var entry in _content.Events)
        {
            if (!IsOfCreation(entry))
            {
                TakeOver(entry);
            }
        }

        if (_committed.Count == 0)
        {
            GoLive();
        }
    }

    /// <summary>The code that runs now has crashed the actor. From any thread.</summary>
    public void OnCrashed() => _journal.OnCrashed(_position);

    /// <summary>The next call of the journal begins again.</summary>
    /// <returns>False if the actor stops: the call has crashed it too often, or what came before was not what the journal says.</returns>
    public bool BeginLogged(LoggedCall logged)
    {
        if (!EndedAsLogged())
        {
            return false;
        }

        if (_content!.CrashedAt == logged.Position && _content.Crashes >= MaxCrashes)
        {
            _lost = true;
            _cell.OnReplayStopped(
                $"its call {logged.Position}, {logged.Call.CallName}, has crashed it {_content.Crashes} times in a row; nothing is left out, so the actor is parked", null);
            return false;
        }

        if (logged.Position >= _content.SuspectFrom)
        {
            // Earlier incarnations did not live to tell what had become of them: if this call ends the process, it is known by this.
            var noted = Guard(() => _journal.AttemptAsync(logged.Position));
            if (!noted.IsCompleted)
            {
                Block(noted);
            }

            if (!EndCommit(noted))
            {
                return false;
            }
        }

        _nextLogged++;
        Begin(logged.Position, logged.Time);
        return true;
    }

    /// <summary>Whether the call before has made the remote calls that it made in its first run.</summary>
    private bool EndedAsLogged()
    {
        if (_lastOutbound.TryGetValue(_position, out var last) && last > Frame.Calls)
        {
            var missing = _logged[Frame.Calls + 1 is var next && _logged.ContainsKey(next) ? next : last];
            Stop($"it has ended {Where(_position)} without making {missing}, which its journal has there");
            return false;
        }

        return true;
    }

    private void TakeOver(JournalEvent entry)
    {
        if (entry.Kind == JournalEventKind.Value)
        {
            _values[entry.Index] = entry.Value;
        }
        else
        {
            // The code that an earlier incarnation ran there is not this one's.
            _committed.Enqueue(entry.Kind == JournalEventKind.Continued
                ? new JournalEvent(entry.Kind, entry.Index) { During = entry.During, Time = entry.Time }
                : entry);
        }
    }

    private bool IsOfCreation(JournalEvent entry) =>
        entry.During == 0 || (entry.Kind == JournalEventKind.Arrival && _logged.TryGetValue(entry.Index, out var call) && call.During == 0);

    private const int MaxCrashes = 3;
}
