using System.Diagnostics;

namespace RayAkka.Conformance.Samples;

/// <summary>An actor that can be rebuilt: it notes each construction and each call on the probe.</summary>
[Remote]
public class Phoenix
{
    private readonly Probe _probe;
    private readonly long _made = Stopwatch.GetTimestamp();
    private int _value;

    public Phoenix(Probe probe, List<int> start)
    {
        _probe = probe;
        start.Add(1);
        _value = start.Sum();
        probe.Note("made");
    }

    public int Add(int by) => _value += by;

    public bool WasReconstructed() => Ray.RuntimeContext.WasReconstructed;

    public NodeId Node() => Ray.RuntimeContext.NodeId;

    public int Mark(int number)
    {
        _probe.Note($"call {number}");
        return number;
    }

    /// <summary>As <see cref="Mark"/>, with what puts the marks of an earlier incarnation before those of a later one.</summary>
    public int MarkMade(int number)
    {
        _probe.Note($"{_made} {number}");
        return number;
    }

    /// <summary>Stays in its first run; runs through in the next.</summary>
    public async Task<int> StayOnce(int number, CancellationToken token)
    {
        _probe.Note($"call {number}");
        if (_probe.Arrive() == 1)
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return number;
    }

    public int SucceedAt(int attempt) => Attempts.SucceedAt(_probe, attempt);

    [Method(MaxTaskRetries = 5, RetryExceptions = true)]
    public int SucceedAtByAttribute(int attempt) => Attempts.SucceedAt(_probe, attempt);

    public async Task<int> Stay(CancellationToken token)
    {
        _probe.Arrive();
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return 0;
    }
}
