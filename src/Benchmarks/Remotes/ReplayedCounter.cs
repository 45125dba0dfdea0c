namespace RayAkka.Benchmarks.Remotes;

/// <summary>A replayed actor with a state of one number.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class ReplayedCounter : ICheckpointable<long>
{
    private long _sum;
    private long _calls;

    public int SmallValue() => 0;

    /// <summary>An int in and an int out.</summary>
    public int Add(int x)
    {
        _calls++;
        _sum += x;
        return (int)_sum;
    }

    public long Sum() => _sum;

    /// <summary>How often the object that is there now was called.</summary>
    public long Calls() => _calls;

    public long TakeCheckpoint() => _sum;

    public void RestoreCheckpoint(long state) => _sum = state;
}
