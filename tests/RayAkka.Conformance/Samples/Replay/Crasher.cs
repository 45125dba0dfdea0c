namespace RayAkka.Conformance.Samples;

/// <summary>A replayed actor that crashes when it is told to.</summary>
[Remote(Recovery = ActorRecovery.Replay, RestartOn = [typeof(OddException)])]
public class Crasher(Probe probe)
{
    private int _value;

    public int Add(int by) => _value += by;

    public int CrashTimes(int times)
    {
        if (probe.Arrive() <= times)
            throw new OddException(7);
        return ++_value;
    }
}
