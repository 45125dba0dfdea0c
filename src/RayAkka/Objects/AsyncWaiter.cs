using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>One wait of GetAsync or WaitAsync: one object for any number of refs. A task gives its CPU back meanwhile.</summary>
internal sealed class AsyncWaiter : RefWaiter
{
    private const int ManyRefs = 16;
    private const int MaxIdleRounds = 30;

    private readonly Promise<bool> _source = new();
    private readonly bool _stopAtError;
    private int _remaining;

    private AsyncWaiter(int needed, bool stopAtError)
    {
        _remaining = needed;
        _stopAtError = stopAtError;
    }

    public override bool IsGone => _source.Task.IsCompleted;

    public static async Task UntilAllAsync(ObjectRef[] references, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        timeout = Waits.CheckTimeout(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        if (Frame.Current?.Replay is { } replay)
        {
            // In the actor's context: what stands behind runs where the actor does.
            if (!Waits.AllThere(references) && !await replay.WaitAsync(references, references.Length, stopAtError: true, timeout, cancellationToken).ConfigureAwait(true))
            {
                throw Waits.TimedOut(references, timeout!.Value);
            }

            return;
        }

        // Not with a limit: as long as refs come one after the other this would not notice that the time is over.
        if (timeout is null && !cancellationToken.CanBeCanceled && await BecomeThereAsync(references).ConfigureAwait(false))
        {
            return;
        }

        if (!Waits.AllThere(references)
            && !await RunAsync(references, references.Length, stopAtError: true, timeout, cancellationToken).ConfigureAwait(false))
        {
            throw Waits.TimedOut(references, timeout!.Value);
        }
    }

    public static async Task UntilSomeAsync(ObjectRef[] references, int numReturns, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        timeout = Waits.CheckTimeout(timeout);
        if (Waits.CheckSome(references, numReturns) <= 0)
        {
            return;
        }

        if (Frame.Current?.Replay is { } replay)
        {
            await replay.WaitAsync(references, numReturns, stopAtError: false, timeout, cancellationToken).ConfigureAwait(true);
        }
        else
        {
            await RunAsync(references, numReturns, stopAtError: false, timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    public override void OnCompleted(ObjectRef reference)
    {
        if (Interlocked.Decrement(ref _remaining) == 0 || (_stopAtError && reference.IsFailed))
        {
            _source.TrySetResult(true);
        }
    }

    /// <summary>
    /// Lets what is queued on the pool go first, for as long as that brings the refs on: calls of short methods are then all there without a
    /// registration on each. Few refs are registered on at once.
    /// </summary>
    private static async ValueTask<bool> BecomeThereAsync(ObjectRef[] references)
    {
        var there = 0;
        var before = -1;
        var idle = 0;
        while (true)
        {
            while (there < references.Length && references[there].Status == RefStatus.Succeeded)
            {
                there++;
            }

            if (there == references.Length)
            {
                return true;
            }

            if (references.Length < ManyRefs || references[there].IsFailed)
            {
                return false;
            }

            if (there != before)
            {
                before = there;
                idle = 0;
            }
            else if (++idle > MaxIdleRounds)
            {
                return false;
            }
            else
            {
                // Another worker is at it: a registration on each ref would only get in its way.
                Thread.SpinWait(8);
            }

            await new PoolYield();
        }
    }

    private void EndWith(CallCycleException cycle) => _source.TrySetException(cycle);

    private void EndAsLost() => _source.TrySetException(Waits.Lost());

    private static async Task<bool> RunAsync(
        ObjectRef[] references, int needed, bool stopAtError, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var waiter = new AsyncWaiter(needed, stopAtError);
        var runtime = references[0].Runtime ?? RayRuntime.Require();
        var time = runtime.Time;
        var frame = Frame.Current ?? runtime.Driver;
        var task = frame.Task;

        // One that can be called off is no part of a cycle; who awaits the others is known when he does.
        object who = cancellationToken.CanBeCanceled ? waiter : waiter._source.Task;
        var record = timeout is null ? new WaitRecord(frame, references, needed, who) { End = waiter.EndAsLost, EndWith = waiter.EndWith } : null;
        if (record is not null)
        {
            _ = CycleDetector.Enter(record);
            if (frame.IsLost)
            {
                waiter.EndAsLost();
            }
        }

        task?.BeginWait();
        try
        {
            Waits.Register(waiter, references);
            using var timer = timeout is { } limit
                ? time.CreateTimer(static state => ((AsyncWaiter)state!)._source.TrySetResult(false), waiter, limit, Timeout.InfiniteTimeSpan)
                : null;
            await using var registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((AsyncWaiter)state!)._source.TrySetCanceled(token), waiter).ConfigureAwait(false);
            return await waiter._source.Task.ConfigureAwait(false);
        }
        finally
        {
            task?.EndWait();
            if (record is not null)
            {
                CycleDetector.Leave(record);
            }
        }
    }
}
