namespace RayAkka.Conformance.Samples;

/// <summary>Tasks that count how often they run, and whose results are large.</summary>
public static class Quarry
{
    [Remote]
    public static byte[] Cut(Probe runs, int length, int value)
    {
        runs.Arrive();
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)value);
        return bytes;
    }

    /// <summary>Computes longer than a disk would take.</summary>
    [Remote]
    public static byte[] CutSlowly(Probe runs, Probe gate, int length)
    {
        runs.Arrive();
        gate.Pass();
        return new byte[length];
    }

    [Remote]
    public static byte[] Polish(Probe runs, byte[] stone, int more)
    {
        runs.Arrive();
        return [.. stone.Select(one => (byte)(one + more))];
    }

    [Remote]
    public static int First(byte[] stone) => stone[0];
}
