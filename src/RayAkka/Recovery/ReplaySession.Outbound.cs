using RayAkka.Actors;
using RayAkka.Diagnostics;
using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka.Recovery;

/// <content>The remote calls that the code makes.</content>
internal sealed partial class ReplaySession
{
    private readonly ArrivalWaiter _arrivals;
    private readonly Dictionary<long, PendingCall> _open = [];
    private readonly Queue<PendingCall> _held = new();
    private HashSet<long> _answered = [];
    private IReadOnlyDictionary<long, OutboundCall> _logged = new Dictionary<long, OutboundCall>();
    private long _ids;
    private long _acknowledged;

    /// <summary>Calls an actor.</summary>
    public void Call(ActorHandle actor, ObjectRef call, CallOptions? options)
    {
        Require();
        var record = actor.Record;
        call.Caller = Frame;
        call.Actor = record;
        call.CallIndex = Frame.NextCallIndex();
        var copy = call.CloneForReplay();
        if (options is not null || record.Spec.SetsRetries || call.CallDescriptor is { MethodOptions: not null })
        {
            CallSetup.Apply(copy, record, options);
        }

        if (Runtime.WireCheck?.TryPass(copy) is { } refused)
        {
            // As it will be in each run.
            call.TryFail(new RayTaskException(call.CallName, refused, refused, record.Id, default));
            return;
        }

        Submit(new PendingCall(call, copy, record, actor.Lease, null));
    }

    /// <summary>Runs a task.</summary>
    public void Run(ObjectRef call, TaskSpec spec)
    {
        var copy = call.CloneForReplay();
        CallSetup.Apply(copy, spec, Runtime);
        Submit(new PendingCall(call, copy, null, null, spec));
    }

    /// <summary>The actor that an earlier run of the same work has created as its call of that number; null if none has.</summary>
    public ActorRecord? Created(long index, string className)
    {
        if (!_logged.TryGetValue(index, out var logged))
        {
            // What a reader does behind the end of the journal counts for nobody.
            return IsReader ? throw Waits.Lost() : null;
        }

        var now = new OutboundCall(index, _position, className, Frame.Identity.ActorAt(index), hash: 0);
        if (!logged.IsSameAs(now))
        {
            throw Differs(logged, now);
        }

        return logged.Created ?? (logged.About is not { } about ? null : IsReader ? Runtime.Journals.FindAgain(about, strong: false) : Runtime.Journals.FindCreated(about));
    }

    /// <summary>Notes an actor that the code has created.</summary>
    public void OnCreated(long index, ActorRecord record, object? lease) =>
        Note(new OutboundCall(index, _position, record.Spec.ClassName, record.Id, hash: 0) { Created = record, About = record.Describe(), Hold = lease });

    /// <summary>A call was answered. From any thread.</summary>
    public void OnAnswered(ObjectRef call)
    {
        Runtime.RecordedCallers.OnAnswered(Frame.Logical!.Id);
        if (call.IsFailed)
        {
            // Whoever holds the code's own ref is told.
            _ = call.Error;
        }

        if (RefCollector.InResult(call) is { } within)
        {
            // They would change by themselves: the code gets them when they are complete.
            _ = new ResultWait(this, call, within);
        }
        else
        {
            TellAnswer(call);
        }
    }

    private void TellAnswer(ObjectRef call) => Tell(new JournalEvent(JournalEventKind.Arrival, call.CallIndex) { Outcome = call });

    private void Submit(PendingCall call)
    {
        var index = call.Reference.CallIndex;
        Runtime.Telemetry.OnSubmit(call.Copy);
        var logical = Frame.Logical!;
        var name = PlantedBugs.Has(PlantedBug.NewIdentity) ? CallerId.Volatile(Frame.Number) : logical.Id;
        var identity = new CallIdentity(name, _cell.About.Owner, CallHash.Of(call.Copy), Acknowledged(), _journal.Epoch, logical.OutlivesOwner);
        (call.Copy.Extras ??= new CallExtras()).Identity = identity;
        var made = new OutboundCall(index, _position, call.Copy.CallName, call.Record?.Id ?? default, identity.Hash);
        if (_logged.TryGetValue(index, out var logged))
        {
            if (!logged.IsSameAs(made))
            {
                throw Differs(logged, made);
            }

            made = logged;
        }
        else
        {
            Note(made);
        }

        call.Entry = made;
        (made.References ??= []).Add(call.Reference);
        _open.Add(index, call);
        if (_answered.Contains(index))
        {
            return;
        }

        if (_replaying)
        {
            _held.Enqueue(call);
        }
        else
        {
            Send(call);
        }
    }

    // Up to which call all have their answers in the journal.
    private long Acknowledged()
    {
        while (_acknowledged + 1 < Frame.Calls && !_open.ContainsKey(_acknowledged + 1))
        {
            _acknowledged++;
        }

        return _acknowledged;
    }

    private void Note(OutboundCall call)
    {
        try
        {
            _journal.Add(call);
        }
        catch (JournalException e)
        {
            Fail(e);
            throw Waits.Lost();
        }
    }

    private OperationCanceledException Differs(OutboundCall logged, OutboundCall made)
    {
        Stop($"it now makes {Spell(made)} in {Where(made.During)}, where its journal has {Spell(logged)} in {Where(logged.During)}");
        return Waits.Lost();

        string Spell(OutboundCall call) => logged.IsSameAs(made) || logged.ToString() != made.ToString() ? call.ToString() : $"{call}, with other arguments (hash {call.Hash:x16})";
    }

    private void SendHeld()
    {
        while (!_lost && _held.TryDequeue(out var call))
        {
            Send(call);
        }
    }

    private void Send(PendingCall call)
    {
        var copy = call.Copy;
        call.Entry!.Sent = copy;

        // For whoever looks for what the code's ref waits for.
        call.Reference.Extras = new CallExtras { Original = copy, Name = copy.Extras?.Name };
        Runtime.RecordedCallers.OnCalling(Frame.Logical!.Id);
        if (!copy.TryAddWaiter(_arrivals))
        {
            // Its time was over before it was sent.
            OnAnswered(copy);
        }

        if (call.Record is not { } record)
        {
            new TaskRequest(Runtime, copy, call.Spec!).Start();
            return;
        }

        var unresolved = record.Spec.IsReplay ? PassedRefs.Unresolved(copy, Runtime) : DependencyWait.Unresolved(copy);
        if (unresolved is not null || Frame.HasGates)
        {
            (copy.Extras ??= new CallExtras()).Hold = call.Hold;
            Frame.Gates.Post(record, copy, unresolved);
        }
        else
        {
            record.Post(copy);
        }

        GC.KeepAlive(call.Hold);
    }

    private void Arrive(JournalEvent entry)
    {
        if (!_open.Remove(entry.Index, out var call))
        {
            var missing = _logged.TryGetValue(entry.Index, out var logged) ? $"{logged}" : $"its remote call {entry.Index}";
            Stop($"it has not made {missing} by the end of {Where(_position)}, while its journal has the result");
            return;
        }

        var outcome = entry.Outcome!;
        if (outcome.IsFailed && outcome.Error is NonDeterministicException refused)
        {
            Stop($"its remote call {entry.Index} was refused: {refused.Message}");
            return;
        }

        foreach (var reference in call.Entry!.References!)
        {
            // Those of earlier incarnations may have gone to others with a result.
            reference.TryCompleteAs(outcome);
            reference.Release();
        }

        call.Entry.References = null;
        call.Entry.Sent = null;
    }

    private sealed class ResultWait : RefWaiter
    {
        private readonly ReplaySession _session;
        private readonly ObjectRef _call;
        private int _remaining;

        public ResultWait(ReplaySession session, ObjectRef call, List<ObjectRef> within)
        {
            _session = session;
            _call = call;
            _remaining = within.Count;
            foreach (var reference in within)
            {
                if (!reference.TryAddWaiter(this))
                {
                    OnCompleted(reference);
                }
            }
        }

        public override void OnCompleted(ObjectRef reference)
        {
            if (Interlocked.Decrement(ref _remaining) == 0)
            {
                _session.TellAnswer(_call);
            }
        }
    }

    private sealed class PendingCall(ObjectRef reference, ObjectRef copy, ActorRecord? record, object? hold, TaskSpec? spec)
    {
        public ObjectRef Reference => reference;

        public ObjectRef Copy => copy;

        public ActorRecord? Record => record;

        public object? Hold => hold;

        public TaskSpec? Spec => spec;

        public OutboundCall? Entry { get; set; }
    }
}
