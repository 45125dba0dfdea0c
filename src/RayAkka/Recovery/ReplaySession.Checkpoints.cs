using RayAkka.Diagnostics;

namespace RayAkka.Recovery;

/// <content>Checkpoints: taken between two calls, when nothing of the calls so far is left to happen.</content>
internal sealed partial class ReplaySession
{
    private const int DefaultCheckpointEvery = 1000;

    private readonly int _checkpointEvery;
    private long _checkpointAt;
    private bool _checkpointWanted;

    public CheckpointPlan? Plan { get; }

    /// <summary>
    /// Whether a checkpoint is due and can be taken: every admitted call has run, every remote call is answered, and no code waits. While it cannot
    /// be taken it stays due.
    /// </summary>
    public bool IsCheckpointDue =>
        Plan is not null
        && (_checkpointWanted || (_checkpointEvery > 0 && _position - _checkpointAt >= _checkpointEvery))
        && _position == LastPosition && _open.Count == 0 && _waits.Count == 0 && IsQuiet && !_replaying && _content is null;

    /// <summary>Ray.Checkpoint: one is taken behind the running call.</summary>
    /// <exception cref="InvalidOperationException">The class does not say what its state is.</exception>
    public void RequestCheckpoint()
    {
        Require();
        if (Plan is null)
        {
            throw new InvalidOperationException(
                $"{_cell.Spec.ClassName} does not say what its state is; implement ICheckpointable<TState>, or mark its state with [Checkpoint].");
        }

        _checkpointWanted = true;
    }

    // What stood in the log can be found there when its caller comes again; once the checkpoint covers it, it cannot.
    private void KeepAnswers()
    {
        lock (_joined)
        {
            foreach (var ((caller, index), call) in _earlier)
            {
                if (!PlantedBugs.Has(PlantedBug.CheckpointWithoutReplies))
                {
                    _journal.Keep(caller, index, call);
                }
            }

            _earlier.Clear();
        }
    }

    /// <summary>Takes a checkpoint.</summary>
    /// <exception cref="Exception">The user's code threw, or its state cannot be copied.</exception>
    public Task SaveAsync(object instance)
    {
        _checkpointWanted = false;
        KeepAnswers();
        _checkpointAt = _position;
        var checkpoint = new ReplayCheckpoint(
            _position,
            Plan!.Take(instance),
            PlantedBugs.Has(PlantedBug.CheckpointWithoutReplies) ? [] : [.. Records.Snapshot().Select(static caller => caller with { Calls = [.. caller.Calls.Where(static call => call.Call.IsCompleted)] })],
            Frame.Calls,
            _waitCount,
            Random.Draws,
            _ids,
            _asked,
            _now)
        {
            Results = _results?.Snapshot() ?? [],
        };
        _lastOutbound = [];
        _logged = new Dictionary<long, OutboundCall>();
        _answered = [];
        return _journal.SaveAsync(checkpoint);
    }
}
