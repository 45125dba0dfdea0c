namespace RayAkka.Conformance.Samples;

/// <summary>Notes in which order its calls run and whether two ever ran at the same time.</summary>
[Remote]
public class Sequencer
{
    private readonly Dictionary<int, int> _last = [];
    private int _inside;
    private int _wrong;

    public void Take(int caller, int index)
    {
        Enter(caller, index);
        Interlocked.Decrement(ref _inside);
    }

    public async Task TakeAsync(int caller, int index)
    {
        Enter(caller, index);
        await Task.Yield();
        Interlocked.Decrement(ref _inside);
    }

    public async ValueTask TakeBehind(int caller, int index, int ignored)
    {
        Enter(caller, index);
        if (ignored % 2 == 0)
            await Task.Yield();
        Interlocked.Decrement(ref _inside);
    }

    /// <summary>How many calls of the caller ran, and how often any two overlapped or went out of order.</summary>
    public (int Calls, int Wrong) Report(int caller) => (_last.GetValueOrDefault(caller), _wrong);

    private void Enter(int caller, int index)
    {
        if (Interlocked.Increment(ref _inside) != 1)
            _wrong++;
        if (index != _last.GetValueOrDefault(caller) + 1)
            _wrong++;
        _last[caller] = index;
    }
}
