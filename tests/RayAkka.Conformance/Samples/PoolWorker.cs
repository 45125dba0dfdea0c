namespace RayAkka.Conformance.Samples;

[Remote]
public sealed class PoolWorker(Probe probe)
{
    public async Task<int> DoubleAsync(int value)
    {
        probe.Arrive();
        if (value < 0)
            throw new InvalidOperationException("no negative numbers");
        if (value == 0)
            await probe.WaitAsync();
        return value * 2;
    }

    public string Name(int value) => $"{value}";
}
