using RayAkka.Execution;

namespace RayAkka.Conformance.Samples;

/// <summary>An actor whose calls must not be done twice: it tells each that it runs on the probe.</summary>
[Remote]
public class Ledger(Probe probe)
{
    private int _value;

    public int Add(int by)
    {
        probe.Note($"add {by}");
        return _value += by;
    }

    public void Clear()
    {
        probe.Note("clear");
        _value = 0;
    }

    public int Value() => _value;

    public int Refuse(string why)
    {
        probe.Note($"refuse {why}");
        throw new InvalidOperationException(why);
    }

    /// <summary>Arrives at the probe given, and stays until that is open.</summary>
    public async Task<int> AddSlowly(int by, Probe gate)
    {
        await gate.PassAsync();
        return Add(by);
    }

    public void Take(ActorHandle<Counter> other) => probe.Note($"take {other is not null}");

    public bool WasReconstructed() => Ray.RuntimeContext.WasReconstructed;

    /// <summary>How many calls are recorded here, and of how many tasks this process holds records.</summary>
    public (int Calls, int Tasks) Records() =>
        (Frame.Current!.Cell!.Records?.Count ?? 0, Frame.Current.Runtime.RecordedCallers.HeldTasks);
}
