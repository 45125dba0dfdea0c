namespace RayAkka.Actors;

/// <summary>
/// The watchdog of one incarnation: finds a call that runs for longer than the actor's <see cref="ActorOptions.StuckAfter"/>. It looks at what
/// runs a few times within that, so a call pays nothing for being watched. A method that streams and has stood still for its reader is alive: its time
/// begins anew.
/// </summary>
internal sealed class StuckWatch : IDisposable
{
    private const int LooksEach = 8;

    private readonly ActorCell _cell;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private Dictionary<ObjectRef, (long Since, int Stands)> _running = new(ReferenceEqualityComparer.Instance);

    public StuckWatch(ActorCell cell, TimeSpan limit)
    {
        _cell = cell;
        _limit = limit;
        _time = cell.Runtime.Time;
        var pause = TimeSpan.FromMilliseconds(Math.Max(1, limit.TotalMilliseconds / LooksEach));
        _timer = _time.CreateTimer(static watch => ((StuckWatch)watch!).Look(), this, pause, pause);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_timer)
        {
            var now = _time.GetTimestamp();
            var before = _running;
            _running = new Dictionary<ObjectRef, (long Since, int Stands)>(ReferenceEqualityComparer.Instance);
            foreach (var frame in _cell.RunningFrames())
            {
                if (frame.CurrentCall is not { } call)
                {
                    continue;
                }

                var stands = call.Stream?.Stands ?? 0;
                if (!before.TryGetValue(call, out var seen) || seen.Stands != stands || int.IsOddInteger(stands))
                {
                    seen = (now, stands);
                }

                _running[call] = seen;
                if (_time.GetElapsedTime(seen.Since, now) >= _limit)
                {
                    _timer.Dispose();
                    Execution.WorkerPool.Shared.Enqueue(() => _cell.CrashAsStuck(frame, call, _limit));
                    return;
                }
            }
        }
    }
}
