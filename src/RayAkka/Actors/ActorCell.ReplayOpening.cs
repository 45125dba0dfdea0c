using RayAkka.Recovery;
using RayAkka.Recovery.Stores;

namespace RayAkka.Actors;

/// <content>How the incarnation of an actor that is replayed begins: its journal is opened and read, then its constructor runs.</content>
internal sealed partial class ActorCell
{
    private static readonly TimeSpan s_openAgainAfter = TimeSpan.FromSeconds(1);

    private ReplayStep ConstructReplay(ReplaySession replay)
    {
        _away = true;
        if (!_opened && !_dead)
        {
            var opening = (Task<JournalContent>?)_waitsFor ?? Open(replay);
            if (!opening.IsCompleted)
            {
                _waitsFor = opening;
                return ReplayStep.Committing;
            }

            _waitsFor = null;
            if (!_dead && opening.Exception?.InnerException is JournalException unavailable
                and not (FencedException or JournalCorruptException or UnreadableJournalException))
            {
                Runtime.Log.JournalNotOpened(Spec.ClassName, Id, s_openAgainAfter, unavailable);
                _waitsFor = OpenLaterAsync(replay);
                return ReplayStep.Committing;
            }

            _opened = true;
            try
            {
                if (replay.Load(opening.GetAwaiter().GetResult()) && !replay.Committed.IsCompleted)
                {
                    _waitsFor = replay.Committed;
                    return ReplayStep.Committing;
                }
            }
            catch (FencedException e)
            {
                OnJournalFailed(e);
            }
            catch (InvalidOperationException e)
            {
                OnReplayStopped(e.Message, null);
            }
            catch (Exception e)
            {
                OnReplayStopped($"its journal cannot be read: {e.Message}", e);
            }
        }

        if (!_dead && replay.HasFirstCommit)
        {
            replay.EndFirstCommit();
        }

        _waitsFor = null;
        _current = _creation;
        _frame.CurrentCall = _creation;
        var failure = _dead ? null : Create(replay);
        _current = null;
        _frame.CurrentCall = null;
        _constructed = true;
        _away = false;
        if (_exiting)
        {
            Exit(ExitReason.ExitActor);
        }
        else if (failure is not null && Spec.IsCrash(failure))
        {
            _current = _creation;
            CrashInCall(_creation, failure);
        }
        else if (failure is not null)
        {
            _owner.OnConstructorFailed(this, failure);
        }
        else if (!_dead)
        {
            _owner.OnStarted(this);
        }

        return ReplayStep.Done;
    }

    private static Task<JournalContent> Open(ReplaySession replay)
    {
        try
        {
            return replay.OpenAsync();
        }
        catch (JournalException e)
        {
            return Task.FromException<JournalContent>(e);
        }
    }

    // A store that cannot be reached now says nothing of the actor.
    private async Task<JournalContent> OpenLaterAsync(ReplaySession replay)
    {
        await Task.Delay(s_openAgainAfter, Runtime.Time).ConfigureAwait(false);
        return await replay.OpenAsync().ConfigureAwait(false);
    }

    private Exception? Create(ReplaySession replay)
    {
        try
        {
            replay.BeginCreation();
            _creation.ReadDependencies();
            _instance = _creation.CreateInstance();
            replay.EndCreation(_instance);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
