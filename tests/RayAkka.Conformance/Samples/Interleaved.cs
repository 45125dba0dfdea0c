namespace RayAkka.Conformance.Samples;

/// <summary>A reentrant actor whose calls come back to it through others.</summary>
[Remote(Reentrant = true)]
public class Interleaved
{
    private int _count;
    private int _inside;

    public async Task<int> Ask(ActorHandle<Echo> echo, ActorHandle<Interleaved> self)
    {
        _count = 10;
        await echo.Through.Remote(self);
        return _count;
    }

    public int AskBlocking(ActorHandle<Echo> echo, ActorHandle<Interleaved> self)
    {
        _count = 10;
        Ray.Get(echo.Through.Remote(self));
        return _count;
    }

    /// <summary>Has many calls of its own at once, while one outside of them waits.</summary>
    public async Task<int> AskMany(ActorHandle<Echo> echo, ActorHandle<Interleaved> self, int calls)
    {
        _count = 0;
        await echo.ThroughMany.Remote(self, calls);
        return _count;
    }

    public async Task<int> Stay(Probe probe)
    {
        await probe.PassAsync();
        return _count;
    }

    public int Touch()
    {
        Assert.Equal(1, Interlocked.Increment(ref _inside));
        var count = _count;
        Thread.SpinWait(1000);
        _count = count + 1;
        Interlocked.Decrement(ref _inside);
        return _count;
    }
}
