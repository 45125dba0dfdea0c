namespace RayAkka.Conformance.Samples;

/// <summary>A replayed actor with large results, which stay on its node.</summary>
/// <param name="probe">Counts the runs of its methods.</param>
[Remote(Recovery = ActorRecovery.Replay)]
public class Vault(Probe probe) : ICheckpointable<int>
{
    /// <summary>More than what travels with a message.</summary>
    public const int Length = 20_000;

    private int _drawn;

    /// <summary>A large array that holds how many were drawn by then.</summary>
    public double[] Draw()
    {
        probe.Arrive();
        var values = new double[Length];
        Array.Fill(values, ++_drawn);
        return values;
    }

    public int Drawn() => _drawn;

    public void SaveNow() => Ray.Checkpoint();

    public int TakeCheckpoint() => _drawn;

    public void RestoreCheckpoint(int state) => _drawn = state;
}
