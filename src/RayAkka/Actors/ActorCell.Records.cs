using RayAkka.Objects;
using RayAkka.Recovery;

namespace RayAkka.Actors;

/// <content>
/// The records of the calls that their callers may make again. A call that runs already is joined: the later one ends as the first does. Like
/// every call that has come and has no answer it goes back to its record when the incarnation ends, whatever becomes of the first.
/// </content>
internal sealed partial class ActorCell
{
    private CallRecords? _records;
    private List<ObjectRef>? _joined;

    /// <summary>What the incarnation knows of calls that may be made again; null if none has come.</summary>
    public CallRecords? Records => _replay?.Records ?? Volatile.Read(ref _records);

    // False if the call does not run: it has its answer, or will get that of the call that it repeats.
    private bool Admit(ObjectRef call, CallIdentity identity)
    {
        var records = _records ?? MakeRecords();
        if (identity.Caller.Kind == CallerKind.Task && !records.Knows(identity.Caller))
        {
            Runtime.RecordedCallers.Hold(identity.Caller, identity.Owner, records);
        }

        if (identity.Acknowledged > 0)
        {
            records.Acknowledge(identity.Caller, identity.Acknowledged);
        }

        var decision = records.Begin(identity.Caller, call.CallIndex, identity.Hash, call, out var recorded, identity);
        if (identity.Caller.Kind == CallerKind.Actor)
        {
            Runtime.RecordedCallers.Follow(identity.Caller, records);
        }

        switch (decision)
        {
            case CallDecision.Run:
                return true;

            case CallDecision.Joined when Join(call, recorded!):
                return false;

            case CallDecision.Answered or CallDecision.Joined:
                Answer(call, recorded!);
                return false;

            default:
                call.TryFail(Refusals.Of(decision, call, recorded, records.Limit, Id));
                Finished(call);
                return false;
        }
    }

    private CallRecords MakeRecords()
    {
        var records = new CallRecords(Runtime.Options.MaxRecordedCalls);
        Volatile.Write(ref _records, records);
        return records;
    }

    private void ReleaseRecords()
    {
        if (Records is { } records)
        {
            Runtime.RecordedCallers.Release(records);
        }
    }

    private void Answer(ObjectRef call, ObjectRef recorded)
    {
        if (recorded.IsFailed)
        {
            // Whoever holds the later call's ref is told, so the error of the first has been looked at.
            _ = recorded.Error;
        }

        call.TryCompleteAs(recorded);
        Finished(call);
    }

    // False if the first call has ended meanwhile.
    private bool Join(ObjectRef call, ObjectRef recorded)
    {
        lock (_frame)
        {
            (_joined ??= []).Add(call);
        }

        if (recorded.TryAddWaiter(new Joining(this, call)))
        {
            return true;
        }

        Unjoin(call);
        return false;
    }

    private bool Unjoin(ObjectRef call)
    {
        lock (_frame)
        {
            return _joined!.Remove(call);
        }
    }

    // Under the lock.
    private void AddJoined(List<ObjectRef> calls)
    {
        calls.AddRange(_joined ?? []);
        _joined?.Clear();
    }

    private sealed class Joining(ActorCell cell, ObjectRef call) : RefWaiter
    {
        public override bool IsGone => call.IsCompleted;

        public override void OnCompleted(ObjectRef reference)
        {
            // Else it went back to where it came from.
            if (cell.Unjoin(call))
            {
                cell.Answer(call, reference);
            }
        }
    }
}
