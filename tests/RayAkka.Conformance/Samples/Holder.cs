namespace RayAkka.Conformance.Samples;

/// <summary>An actor whose calls end when a test opens the probe.</summary>
[Remote]
public class Holder(Probe probe)
{
    public int Hold(int result)
    {
        probe.Pass();
        return result;
    }

    public async Task<int> HoldAsync(int result)
    {
        await probe.PassAsync();
        return result;
    }

    public int HoldOther(Probe other)
    {
        other.Arrive();
        return 0;
    }

    public void Note(string note) => probe.Note(note);

    public int Answer(int result) => result;
}
