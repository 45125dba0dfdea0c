namespace RayAkka.Conformance.Samples;

/// <summary>The short form of a state: marked members, which share an object.</summary>
[Remote(Recovery = ActorRecovery.Replay, CheckpointEvery = 5)]
public class MarkedTally
{
    [Checkpoint]
    private readonly List<int> _numbers = [];

    public MarkedTally(Probe probe)
    {
        Probe = probe;
        Alias = _numbers;
    }

    public Probe Probe { get; }

    [Checkpoint]
    private List<int> Alias { get; set; }

    public int Add(int number)
    {
        Probe.Arrive();
        Alias.Add(number);
        return _numbers.Sum();
    }
}
