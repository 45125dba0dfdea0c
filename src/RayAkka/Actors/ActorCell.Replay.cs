using RayAkka.Diagnostics;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Recovery;
using RayAkka.Recovery.Stores;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <content>
/// The turn of an actor that is replayed. It is the one of other actors with three things more: the journal is opened before the constructor runs,
/// the calls in it run again before the mailbox is looked at, and what is taken from the mailbox is journalled, as a group, before it runs.
/// While a commit is under way, and while code of the actor runs or waits, the consumer counts as away; what comes meanwhile for the code comes
/// through the session's inbox, which wakes the cell.
/// </content>
internal sealed partial class ActorCell
{
    private readonly ReplaySession? _replay;
    private Task? _waitsFor;
    private bool _inCall;
    private bool _opened;
    private bool _saving;

    /// <summary>Ray.Checkpoint and the like.</summary>
    public ReplaySession? Replay => _replay;

    /// <summary>The code of a replayed actor can go on.</summary>
    internal void OnWoken() => Schedule();

    /// <summary>Something has come for a replayed actor; if it is idle it looks.</summary>
    internal void WakeIfIdle()
    {
        if (ReferenceEquals(Interlocked.CompareExchange(ref _head, null, s_idle), s_idle))
        {
            Schedule();
        }
    }

    /// <summary>The method of a call, for errors: that of the running one is known.</summary>
    internal string NameOf(long position) => position == _replay!.Position && _current is { } call ? call.CallName : Spec.ClassName;

    /// <summary>The journal cannot be written: this incarnation must not go on.</summary>
    internal void OnJournalFailed(JournalException error)
    {
        if (!_dead)
        {
            _owner.OnCrashed(this, error is FencedException ? "a newer incarnation has taken over" : $"its journal failed: {error.Message}", error);
            Kill(graceful: false);
        }
    }

    /// <summary>The actor must not go on at all.</summary>
    internal void OnReplayStopped(string reason, Exception? cause)
    {
        if (!_dead)
        {
            _owner.OnStopped(this, reason, cause);
            Kill(graceful: false);
        }
    }

    private void ExecuteReplay(ReplaySession replay)
    {
        Frame.Enter(_frame);
        while (true)
        {
            ReplayStep step;
            replay.Enter();
            _frame.ExecutingThread = Environment.CurrentManagedThreadId;
            try
            {
                step = RunReplay(replay);
            }
            finally
            {
                _frame.ExecutingThread = 0;
                replay.Exit();
            }

            switch (step)
            {
                case ReplayStep.Ended:
                    Leave();
                    return;

                case ReplayStep.Again:
                    ScheduleLast();
                    return;

                case ReplayStep.Committing:
                    _waitsFor!.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_resume ??= Schedule);
                    return;

                case ReplayStep.Parked:
                    if (replay.TryPark())
                    {
                        return;
                    }

                    break;

                default:
                    if (TryGoIdle() && !(replay.HasNews && ReferenceEquals(Interlocked.CompareExchange(ref _head, null, s_idle), s_idle)))
                    {
                        return;
                    }

                    break;
            }
        }
    }

    private ReplayStep RunReplay(ReplaySession replay)
    {
        if (!_constructed && ConstructReplay(replay) is var constructed and not ReplayStep.Done)
        {
            return constructed;
        }

        for (var budget = CallsInARow; ; budget--)
        {
            // What most calls take: admitted, with nothing to do in front of them.
            while (budget > 0 && !_inCall && _batch is { } call && !_dead && replay is { IsPlain: true, HasLog: false } && call is not (ActorTermination or Engine.LeaseEnd))
            {
                _batch = call.NextInQueue;
                call.NextInQueue = null;
                replay.BeginNext();
                RunCall(replay, call);
                budget--;
            }

            var step = _inCall ? GoOn(replay) : BetweenCalls(replay, budget);
            if (step != ReplayStep.Done)
            {
                return step;
            }
        }
    }

    // The code of a call waits, or waited.
    private ReplayStep GoOn(ReplaySession replay)
    {
        if (replay.Advance() is var step and not ReplayStep.Done)
        {
            _waitsFor = step == ReplayStep.Committing ? replay.Committed : null;
            return step;
        }

        var (call, task) = (_current!, _pending!);
        _pending = null;
        _frame.MethodTask = null;
        _inCall = false;
        AfterReplayRun(replay, call, call.Finish(task, _frame));
        return ReplayStep.Done;
    }

    private ReplayStep BetweenCalls(ReplaySession replay, int budget)
    {
        _away = true;
        if (_waitsFor is { } written)
        {
            _waitsFor = null;
            if (replay.HasAdmission)
            {
                replay.EndAdmission();
            }
            else if (_saving)
            {
                EndSave(written);
            }
        }

        if (!_dead && replay.Settle() is var step and not ReplayStep.Done)
        {
            _waitsFor = step == ReplayStep.Committing ? replay.Committed : null;
            return step;
        }

        _away = false;
        if (_dead)
        {
            HandOver();
            return ReplayStep.Ended;
        }

        if (replay.NextLogged is { } logged)
        {
            if (PlantedBugs.Has(PlantedBug.NewCallDuringReplay) && TakeStack() is { } early)
            {
                for (var late = early.NextInQueue; late is not null; late = early.NextInQueue)
                {
                    early.NextInQueue = late.NextInQueue;
                    PostUnchecked(late);
                }

                RunCall(replay, early);
                return ReplayStep.Done;
            }

            if (budget <= 0)
            {
                return ReplayStep.Again;
            }

            if (replay.BeginLogged(logged))
            {
                RunCall(replay, logged.Call);
            }

            return ReplayStep.Done;
        }

        if (replay.IsCheckpointDue)
        {
            return Save(replay);
        }

        if (_batch is null)
        {
            return Admit(replay);
        }

        if (budget <= 0)
        {
            return ReplayStep.Again;
        }

        var call = _batch;
        _batch = call.NextInQueue;
        call.NextInQueue = null;
        if (call is Engine.LeaseEnd lease)
        {
            lease.Complete();
        }
        else if (call is ActorTermination { Leaves.IsNil: false } leaving && leaving.Leaves != Node)
        {
            // It waited for an incarnation that never came to be there.
            leaving.Drop();
            Finished(call);
        }
        else if (call is ActorTermination termination)
        {
            Exit(termination.Reason);
        }
        else if (replay.BeginAdmitted())
        {
            RunCall(replay, call);
        }

        return ReplayStep.Done;
    }
}
