namespace RayAkka.Conformance.Samples;

/// <summary>An actor that some exceptions crash. Its life is the number of its construction.</summary>
[Remote(RestartOn = [typeof(DriverException)])]
public class Brittle
{
    private readonly Probe _probe;
    private readonly int _life;
    private int _calls;

    public Brittle(Probe probe, int sound = 1)
    {
        _probe = probe;
        _life = probe.Arrive();
        if (_life < sound)
            throw new DriverException($"construction {_life}");
    }

    public (int Life, int Calls) Count() => (_life, ++_calls);

    public (int Life, int Calls) Break(string kind) => throw Make(kind);

    public async Task<int> BreakAsync(string kind)
    {
        await Task.Yield();
        throw Make(kind);
    }

    /// <summary>Crashes in the first life only.</summary>
    public int BreakOnce() => _life == 1 ? throw new DriverException("once") : _life;

    /// <summary>Stays in its thread, in the first life only.</summary>
    public int Stick()
    {
        if (_life == 1)
            _probe.Wait();
        return _life;
    }

    public async Task<int> StickAsync(CancellationToken token)
    {
        if (_life == 1)
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return _life;
    }

    private static Exception Make(string kind) => kind switch
    {
        "driver" => new DriverException("broken"),
        "worn" => new WornDriverException("broken"),
        "memory" => new OutOfMemoryException("broken"),
        _ => new InvalidOperationException("broken"),
    };
}
