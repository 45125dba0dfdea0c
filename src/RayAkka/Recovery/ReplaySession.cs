using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Recovery.Results;
using RayAkka.Recovery.Stores;

namespace RayAkka.Recovery;

/// <summary>
/// What makes one incarnation of an actor with <see cref="ActorRecovery.Replay"/> repeatable: everything that its code learns from outside is
/// an event that is journalled before the code sees it, and is taken at points of the code that are the same in each run.
/// </summary>
/// <remarks>
/// <para>
/// The machine. The actor is a function of one sequence of committed entries. There are two kinds. Calls: each has a position 1, 2, 3 ... in the order
/// of admission, and they run one at a time in that order; the constructor is at position 0. Events (<see cref="JournalEvent"/>): each is
/// tagged with the position of the call that was begun last when it was journalled, and events are taken in the order of the journal. So the
/// sequence is fully known from the two lists, though calls are admitted, and journalled, ahead of the events of the calls before them.
/// </para>
/// <para>
/// Pull points. An event is taken only (a) when the call's code is asynchronous and nothing of it can go on, (b) inside a blocking Get or Wait, one
/// by one until the wait is over, and (c) between two calls, as long as there are any. Which of these the code reaches, and when, follows from
/// the events before, so a replay takes the same events at the same points. Live, what has come from outside waits in the inbox; at a pull point
/// with nothing committed left all of it is journalled in one commit, and then taken one by one.
/// </para>
/// <para>
/// Code behind an await of something that is not Ray's (a file, a delay) comes to the inbox as well. While the code of a call waits for nothing else it
/// simply goes on: nothing is journalled, and no event is taken meanwhile. Only where it waits for Ray at the same time (WhenAny of both) is the
/// moment an event, and the replay waits for the foreign thing at that point again.
/// </para>
/// <para>
/// Refs. Each remote call that the code makes is numbered. The code's ref is completed only by the Arrival with that number; what is sent is a copy
/// of the call (<see cref="ObjectRef.CloneForReplay"/>), whose completion comes to the inbox. In a replay a call whose Arrival is in the journal is not
/// sent; the others are sent when the last journalled event is taken, in their order, under the same name (actor id, number), by which
/// the callee knows them. Refs of others reach the code only when they are complete: callers wait for them before they call.
/// </para>
/// <para>
/// Who knows what, and what is lost when. Caller: keeps a call until it is answered, and makes it again with the next incarnation. Journal: knows every
/// call before it runs and every event before it is seen; so nothing leaves the actor (calls, replies) but what follows from committed
/// entries, and any incarnation that runs them does and says the same. Lost before the commit: nothing was seen or sent; callers call again.
/// Lost between commit and run, or in a run: the next incarnation runs it from the journal; its caller, which calls again, joins that run by the call's
/// name. Reply lost: the recorded call answers. Outbound note lost (it goes with the next commit): the check of that one call is lost, not its
/// effect, since its name is the same. An old incarnation that still runs: its next commit is refused (<see cref="FencedException"/>) and it stops;
/// what it did before is what the new one does too; and each call says the epoch of its incarnation, so that a callee which the new one has called runs nothing that
/// only the old one has made (<see cref="CallRecords"/>). A large result lost with its node: see <see cref="ReplayResult"/>. The actor ends for good: its
/// callees hear that when its calls under way are answered, and forget it (<see cref="RecordedCallers"/>).
/// </para>
/// <para>
/// Replay is over when the last journalled event is taken (from then on the code goes on live, in the middle of a call if need be) and the last
/// journalled call has begun; only then are new calls admitted. A replay that makes another remote call than the journal says, or waits
/// where the journal has something else, stops the actor with both named.
/// </para>
/// <para>Everything here runs on the actor's thread, in the turn of its cell, except where it says otherwise.</para>
/// </remarks>
internal sealed partial class ReplaySession
{
    private readonly ActorCell _cell;
    private readonly IJournal _journal;
    private readonly ReplayContext _context;
    private readonly Queue<Action> _ready = new();
    private readonly Queue<JournalEvent> _committed = new();
    private readonly List<JournalEvent> _committing = [];
    private Task? _commit;
    private long _position;
    private long _now;
    private bool _replaying;
    private volatile bool _lost;
    private bool _ended;

    public ReplaySession(ActorCell cell)
    {
        _cell = cell;
        _context = new ReplayContext(this);
        _arrivals = new ArrivalWaiter(this);
        Random = new ReplayRandom(this, ReplayRandom.Mix(cell.Id.High) ^ cell.Id.Low);
        Records = new CallRecords(cell.Runtime.Options.MaxRecordedCalls);
        Plan = CheckpointPlan.Of(cell.ActorType!);
        _journal = cell.Runtime.Journals.Open(cell.Id, cell.Spec.ClassName, Plan, cell.About.IsReader);
        _results = cell.Runtime.IsCluster ? new KnownResults(cell.Runtime) : null;
        _checkpointEvery = Plan is null ? 0 : cell.Spec.CheckpointEvery ?? DefaultCheckpointEvery;
    }

    /// <summary>Whether the calling thread is the one that runs the actor's code now.</summary>
    public bool IsHere => _thread == Environment.CurrentManagedThreadId;

    /// <summary>The time that the code sees: that of the event that it learnt last.</summary>
    public DateTimeOffset Now
    {
        get
        {
            Require();
            return new DateTimeOffset(_now, TimeSpan.Zero);
        }
    }

    public ReplayRandom Random { get; }

    /// <summary>Whether there is nothing to do between two calls but to begin the next.</summary>
    public bool IsPlain => _ready.Count == 0 && _commit is null && _committed.Count == 0 && _count == 0 && !_lost;

    /// <summary>Whether nothing can go on before something comes from outside.</summary>
    public bool IsQuiet => _ready.Count == 0 && _commit is null && _committed.Count == 0;

    private RayRuntime Runtime => _cell.Runtime;

    private Frame Frame => _cell.Frame;

    /// <summary>A call begins; position 0 is the constructor.</summary>
    public void Begin(long position, long time)
    {
        _position = position;
        _now = Math.Max(_now, time);
    }

    /// <summary>The method of the running call has returned a task that is not done.</summary>
    public void Follow(Task task)
    {
        _ended = false;

        // Where the task is completed by the actor's own code this runs at once; else by somebody else, like any code behind a foreign await.
        _ = task.ContinueWith(
            (_, state) => ((ReplaySession)state!).Continue(End), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        void End() => _ended = true;
    }

    /// <summary>Lets a call's code go on until the task of its method is done.</summary>
    public ReplayStep Advance()
    {
        while (!_ended)
        {
            if (_ready.TryDequeue(out var code))
            {
                code();
            }
            else if (_lost)
            {
                if (!EndWaits())
                {
                    return ReplayStep.Parked;
                }
            }
            else if (_waits.Count == 0)
            {
                // It awaits something that is not Ray's, and only that. When that comes is the same to the code: there is nothing to journal.
                if (TakeContinuation() is not { } foreign)
                {
                    return ReplayStep.Parked;
                }

                _ready.Enqueue(foreign);
            }
            else if (Pull(isBlocking: false) is var pulled and not ReplayStep.Done)
            {
                return pulled;
            }
        }

        return ReplayStep.Done;
    }

    /// <summary>Between two calls: lets go on what nobody waits for, and takes what has come.</summary>
    public ReplayStep Settle()
    {
        while (!_lost)
        {
            if (_ready.TryDequeue(out var code))
            {
                code();
            }
            else if (_committed.TryPeek(out var next) && next.During != _position)
            {
                return ReplayStep.Done;
            }
            else if (IsQuiet && !HasNews)
            {
                return ReplayStep.Done;
            }
            else if (Pull(isBlocking: false) is var pulled and not ReplayStep.Done)
            {
                if (pulled == ReplayStep.Parked && !_lost && IsQuiet)
                {
                    // All that had come was about waits that are over: the actor is free for its next call, and must not wait for more news.
                    continue;
                }

                return pulled;
            }
        }

        return ReplayStep.Done;
    }

    /// <summary>Runs code behind an await where the actor runs. From any thread.</summary>
    public void Continue(Action code)
    {
        if (IsHere)
        {
            _ready.Enqueue(code);
        }
        else
        {
            Tell(new JournalEvent(JournalEventKind.Continued, 0) { Code = code });
        }
    }

    /// <summary>The incarnation is killed or lost: nothing more is journalled or sent, and the code is made to leave. From any thread.</summary>
    public void Lose()
    {
        var wasLost = _lost;
        _lost = true;
        if (!wasLost && _content is not null)
        {
            NoteRecovered();
        }

        Wake();
    }

    // Nobody waits for it; where it is not written, the process has ended, or the journal cannot be written at all.
    private void NoteRecovered() => _ = Guard(_journal.RecoveredAsync).ContinueWith(
        static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
