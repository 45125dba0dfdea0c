using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

[Remote]
public class Canceller
{
    public async Task WaitForCancellation(int started, int cancelled, CancellationToken token)
    {
        Latch.Of(started).Arrive();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }
        finally
        {
            Latch.Of(cancelled).Arrive();
        }
    }
}

[Remote]
public class Stopper
{
    public void Stop() => Ray.Shutdown();
}
