namespace RayAkka.Conformance.Samples;

/// <summary>An actor with groups by attribute, whose calls say that they run and stay until a probe opens.</summary>
[Remote]
[ConcurrencyGroup("io", 2)]
[ConcurrencyGroup("compute", 1)]
public class Grouped
{
    [Method(ConcurrencyGroup = "io")]
    public async Task<int> Read(Probe probe, int result)
    {
        await probe.PassAsync();
        return result;
    }

    [Method(ConcurrencyGroup = "io")]
    public int ReadBlocking(Probe probe, int result)
    {
        probe.Pass();
        return result;
    }

    [Method(ConcurrencyGroup = "compute")]
    public int Compute(int result) => result;

    public int Plain(int result) => result;

    public async Task<int> PlainHold(Probe probe, int result)
    {
        await probe.PassAsync();
        return result;
    }

    [Method(ConcurrencyGroup = "nowhere")]
    public int Lost() => 0;
}
