using RayAkka.Diagnostics;
using RayAkka.Execution;
using RayAkka.Recovery.Results;
using RayAkka.Tasks;

namespace RayAkka.Recovery;

/// <content>The calls that come to the actor: which are new, and their admission to the journal.</content>
internal sealed partial class ReplaySession
{
    private readonly HashSet<ObjectRef> _joined = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(ulong Caller, long Index), ObjectRef> _earlier = [];
    private int _admitted;
    private int _retriesLeft;

    /// <summary>The calls that may be made again.</summary>
    public CallRecords Records { get; }

    /// <summary>The position of the call that was admitted last.</summary>
    public long LastPosition { get; private set; }

    /// <summary>The position of the call that was begun last.</summary>
    public long Position => _position;

    /// <summary>
    /// Takes a call that was made before: it is answered by its record, or as the run of it ends, also while the actor is busy with another
    /// call, which may wait for the very caller. From any thread.
    /// </summary>
    /// <returns>False if the call is new, or none that may be made again.</returns>
    public bool TryTake(ObjectRef call)
    {
        if (call.IsJournaled)
        {
            return true;
        }

        if (call is IReplyRequest)
        {
            return TakeRequest(call);
        }

        if (_lost)
        {
            return false;
        }

        if (IsReader)
        {
            call.TryFail(Refusals.OfReader(call, _cell.Id));
            return true;
        }

        if (!IsRepeatable(call))
        {
            return TryTakeEarlier(call);
        }

        var caller = call.Extras?.Identity?.Caller ?? call.Caller!.Root.Identity;
        if (caller.Kind == CallerKind.Task && !Records.Knows(caller))
        {
            Runtime.RecordedCallers.Hold(caller, call.Extras!.Identity!.Owner, Records);
        }

        if (call.Extras?.Identity is { Acknowledged: > 0 and var acknowledged })
        {
            Records.Acknowledge(caller, acknowledged);
        }

        var decision = Records.Begin(caller, call.CallIndex, HashOf(call), call, out var recorded, call.Extras?.Identity);
        if (caller.Kind == CallerKind.Actor)
        {
            Runtime.RecordedCallers.Follow(caller, Records);
        }

        switch (decision)
        {
            case CallDecision.Run:
                return false;

            case CallDecision.Answered:
            case CallDecision.Joined:
                Join(call, recorded!);
                return true;

            default:
                call.TryFail(Refusals.Of(decision, call, recorded, Records.Limit, _cell.Id));
                return true;
        }
    }

    /// <summary>A group of calls begins to be admitted.</summary>
    public void BeginAdmission() => AdmittedAt = Runtime.Time.GetUtcNow().UtcTicks;

    /// <summary>Takes a new call into the group that is journalled next.</summary>
    /// <returns>False if it cannot be journalled; it has failed with that.</returns>
    public bool Admit(ObjectRef call)
    {
        if (call.Extras is { } extras)
        {
            extras.JournaledRetries = extras.RetriesLeft;
        }

        try
        {
            _journal.Add(call, AdmittedAt);
        }
        catch (ArgumentException e)
        {
            call.TryFail(CallFailure.Threw(call, e, _cell.Id, _cell.Node));
            return false;
        }

        _admitted++;
        return true;
    }

    /// <summary>Journals the calls that were admitted.</summary>
    /// <returns>Done, or Committing; Parked if the incarnation must stop.</returns>
    public ReplayStep CommitAdmitted()
    {
        if (_admitted == 0)
        {
            return ReplayStep.Done;
        }

        _commit = Commit();
        if (!_commit.IsCompleted && PlantedBugs.Has(PlantedBug.AcknowledgeBeforeAppend))
        {
            LastPosition += _admitted;
            _admitted = 0;
            _commit = null;
            return ReplayStep.Done;
        }

        return _commit.IsCompleted ? EndAdmission() : ReplayStep.Committing;
    }

    public ReplayStep EndAdmission()
    {
        var admitted = _admitted;
        _admitted = 0;
        if (!EndCommit(_commit!))
        {
            return ReplayStep.Parked;
        }

        LastPosition += admitted;
        return ReplayStep.Done;
    }

    /// <summary>When the calls that run now were admitted, in ticks of UTC.</summary>
    public long AdmittedAt { get; private set; }

    public Task Committed => _commit!;

    /// <summary>Whether a group of admitted calls is being journalled.</summary>
    public bool HasAdmission => _admitted > 0;

    /// <summary>Whether something of an earlier incarnation's journal is still to be run again or compared.</summary>
    public bool HasLog => _content is not null || _lastOutbound.Count > 0;

    /// <summary>The next admitted call begins; nothing is left of the journal.</summary>
    public void BeginNext() => Begin(_position + 1, AdmittedAt);

    /// <summary>The next admitted call begins.</summary>
    /// <returns>False if the actor stops.</returns>
    public bool BeginAdmitted()
    {
        if (_lastOutbound.Count > 0 && !EndedAsLogged())
        {
            return false;
        }

        Begin(_position + 1, AdmittedAt);
        return true;
    }

    /// <summary>Before the first run of a call: it may fail as often as it might when it was journalled.</summary>
    public void GiveRetries(ObjectRef call) => _retriesLeft = call.Extras?.JournaledRetries ?? 0;

    /// <summary>Whether a call whose code threw runs again at once.</summary>
    public bool TryTakeRetry(ObjectRef call, Exception thrown)
    {
        if (_retriesLeft == 0 || call.Extras is not { } extras || !extras.RetryOn.Matches(thrown))
        {
            return false;
        }

        if (_retriesLeft > 0)
        {
            _retriesLeft--;
        }

        return true;
    }

    /// <summary>Adds the calls that wait for the run of another one, when the incarnation is dead. From any thread.</summary>
    public void AddUnanswered(List<ObjectRef> calls)
    {
        lock (_joined)
        {
            calls.AddRange(_joined.Where(static call => !call.IsCompleted));
            _joined.Clear();
        }
    }

    private void Join(ObjectRef call, ObjectRef recorded)
    {
        lock (_joined)
        {
            _joined.Add(call);
        }

        if (!recorded.TryAddWaiter(new Joiner(this, call)))
        {
            Answer(call, recorded);
        }

        if (_lost)
        {
            // Whoever takes over the calls may have been here before.
            PostJoined(call);
        }
    }

    private static ulong HashOf(ObjectRef call) => call.Extras?.Identity?.Hash ?? 0;

    // The others come again as the same object, if at all.
    private bool IsRepeatable(ObjectRef call) =>
        call.Extras is { } extras && (extras.Identity is not null || extras.IsCopy);

    // A call object of this process that an earlier incarnation has journalled, and that comes again: its like stands in the journal.
    private bool TryTakeEarlier(ObjectRef call)
    {
        if (_journal.KeepsObjects || call.Caller?.Root is not { } caller)
        {
            return false;
        }

        ObjectRef? recorded;
        lock (_joined)
        {
            recorded = _earlier.GetValueOrDefault((caller.Number, call.CallIndex)) ?? _journal.FindKept(caller.Number, call.CallIndex);
        }

        if (recorded is null)
        {
            return false;
        }

        Join(call, recorded);
        return true;
    }

    private void EnterRecord(ObjectRef call)
    {
        if (IsRepeatable(call))
        {
            Records.Enter(call.Extras?.Identity?.Caller ?? call.Caller!.Root.Identity, call.CallIndex, HashOf(call), call);
        }
        else if (!_journal.KeepsObjects && Runtime.IsOwnNumber(call.Caller!.Root.Number))
        {
            _earlier[(call.Caller!.Root.Number, call.CallIndex)] = call;
        }
    }

    private void Answer(ObjectRef call, ObjectRef recorded)
    {
        var check = CheckEpoch();
        if (check.IsCompletedSuccessfully)
        {
            Complete(call, recorded);
        }
        else
        {
            _ = AnswerAsync(call, recorded, check);
        }
    }

    private async Task AnswerAsync(ObjectRef call, ObjectRef recorded, Task check)
    {
        try
        {
            await check.ConfigureAwait(false);
            Complete(call, recorded);
        }
        catch (JournalException e)
        {
            // On another thread: whoever asked may hold a lock.
            WorkerPool.Shared.Enqueue(() => GiveUp(call, e));
        }
    }

    // It is not known whether a newer incarnation answers: this one must stop, and the call be made again there.
    private void GiveUp(ObjectRef call, JournalException error)
    {
        _cell.OnJournalFailed(error);
        PostJoined(call);
    }

    private void Complete(ObjectRef call, ObjectRef recorded)
    {
        call.TryCompleteAs(recorded);
        Unjoin(call);
        if (!_journal.KeepsObjects && !IsRepeatable(call))
        {
            var name = (call.Caller!.Root.Number, call.CallIndex);
            lock (_joined)
            {
                _earlier.Remove(name);
            }

            _journal.ForgetKept(name.Number, name.CallIndex);
        }
    }

    // Once: what waits for a run goes either with what the cell gives back, or by itself.
    private void PostJoined(ObjectRef call)
    {
        if (Unjoin(call))
        {
            _cell.PostUnchecked(call);
        }
    }

    private bool Unjoin(ObjectRef call)
    {
        lock (_joined)
        {
            return _joined.Remove(call);
        }
    }

    private Task CheckEpoch() => Guard(_journal.CheckEpochAsync);

    private sealed class Joiner(ReplaySession session, ObjectRef call) : Objects.RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => session.Answer(call, reference);
    }
}
