namespace RayAkka.Benchmarks.Harness;

/// <summary>The largest working set of this process since the object was made, looked at every 20 ms and when asked.</summary>
internal sealed class PeakWorkingSet : IDisposable
{
    private readonly ITimer _timer;
    private long _bytes;

    public PeakWorkingSet() => _timer = TimeProvider.System.CreateTimer(_ => Look(), state: null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

    public long Bytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref _bytes);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = Environment.WorkingSet;
        var known = Interlocked.Read(ref _bytes);
        while (now > known)
        {
            var found = Interlocked.CompareExchange(ref _bytes, now, known);
            if (found == known)
            {
                return;
            }

            known = found;
        }
    }
}
