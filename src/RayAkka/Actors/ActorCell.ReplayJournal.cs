using RayAkka.Recovery;

namespace RayAkka.Actors;

/// <content>What an actor that is replayed writes between two calls: the calls that are next, and checkpoints.</content>
internal sealed partial class ActorCell
{
    // Takes what is in the mailbox and journals the calls in it.
    private ReplayStep Admit(ReplaySession replay)
    {
        var call = TakeStack();
        if (call is null)
        {
            return ReplayStep.Idle;
        }

        ObjectRef? last = null;
        replay.BeginAdmission();
        while (call is not null)
        {
            var next = call.NextInQueue;
            call.NextInQueue = null;
            var isCall = call is not (ActorTermination or Engine.LeaseEnd);
            if (call.IsJournaled || call.IsCompleted || (_stops is not null && TakeStop(call)) || (isCall && !replay.Admit(call)))
            {
                // It stands in the journal, where it has run or will; or it was cancelled before it got there; or it cannot be journalled.
                FinishedBefore(call);
            }
            else
            {
                if (last is null)
                {
                    _batch = call;
                }
                else
                {
                    last.NextInQueue = call;
                }

                last = call;
            }

            call = next;
        }

        _away = true;
        var step = replay.CommitAdmitted();
        if (step == ReplayStep.Committing)
        {
            _waitsFor = replay.Committed;
            return step;
        }

        _away = false;
        return ReplayStep.Done;
    }

    private ReplayStep Save(ReplaySession replay)
    {
        _away = true;
        Task saving;
        try
        {
            saving = replay.SaveAsync(_instance!);
        }
        catch (JournalException e)
        {
            OnJournalFailed(e);
            return ReplayStep.Done;
        }
        catch (Exception e)
        {
            OnReplayStopped($"its state could not be taken for a checkpoint: {e.Message}", e);
            return ReplayStep.Done;
        }

        if (!saving.IsCompleted)
        {
            _saving = true;
            _waitsFor = saving;
            return ReplayStep.Committing;
        }

        EndSave(saving);
        return ReplayStep.Done;
    }

    private void EndSave(Task saving)
    {
        _saving = false;
        if (saving.Exception?.InnerException is JournalException failed)
        {
            OnJournalFailed(failed);
        }
        else if (saving.Exception?.InnerException is { } unfit)
        {
            OnReplayStopped($"its state could not be written to a checkpoint: {unfit.Message}", unfit);
        }
    }
}
