namespace RayAkka.Util;

/// <summary>The actor behind a <see cref="RayBarrier"/>. Invariant, under the lock: fewer than <paramref name="participants"/> wait; the last one to come lets all go and begins the next phase.</summary>
[Remote]
internal sealed class BarrierActor(int participants)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<long> _phase = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _number;
    private int _waiting;

    public Task<long> ArriveAsync()
    {
        lock (_gate)
        {
            var phase = _phase;
            if (++_waiting == participants)
            {
                _waiting = 0;
                _phase = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
                phase.SetResult(_number++);
            }

            return phase.Task;
        }
    }
}
