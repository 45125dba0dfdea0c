namespace RayAkka.Conformance.Samples;

/// <summary>A replayed counter with checkpoints, which says what its state is.</summary>
/// <param name="probe">Counts the runs of its methods.</param>
[Remote(Recovery = ActorRecovery.Replay, CheckpointEvery = 10)]
public class CheckpointedTally(Probe probe) : ICheckpointable<List<int>>
{
    private List<int> _added = [];

    public int Add(int number)
    {
        probe.Arrive();
        _added.Add(number);
        return _added.Count;
    }

    public List<int> All() => _added;

    public ActorId Me() => Ray.RuntimeContext.ActorId;

    public void SaveNow() => Ray.Checkpoint();

    public string Draw()
    {
        probe.Arrive();
        return $"{Ray.Now():O} {Ray.Random.Next()} {Ray.NewId()}";
    }

    public int AddAtOther(ActorHandle<CheckpointedTally> other, int number)
    {
        probe.Arrive();
        var count = Ray.Get(other.Add.Remote(number));
        _added.Add(count);
        return count;
    }

    public List<int> TakeCheckpoint() => _added;

    public void RestoreCheckpoint(List<int> state)
    {
        probe.Note($"restored {state.Count}");
        _added = state;
    }
}
