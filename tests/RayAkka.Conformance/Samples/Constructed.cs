namespace RayAkka.Conformance.Samples;

/// <summary>An actor whose constructor says that it runs.</summary>
[Remote]
public class Constructed
{
    public Constructed(Probe probe) => probe.Arrive();

    public int Answer(int result) => result;
}
