using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Arrives at its latch when it is disposed.</summary>
[Remote]
public class Closable(int latch) : IDisposable
{
    private bool _closed;

    public bool IsOpen() => !_closed;

    public async Task<bool> EndSelf()
    {
        await using (Ray.RuntimeContext.CurrentActor<Closable>())
        {
        }

        return true;
    }

    public async Task<bool> EndSelfThrough(ActorHandle<Closable> self)
    {
        await using (self)
        {
        }

        return true;
    }

    public void Dispose()
    {
        _closed = true;
        Latch.Of(latch).Arrive();
        GC.SuppressFinalize(this);
    }
}
