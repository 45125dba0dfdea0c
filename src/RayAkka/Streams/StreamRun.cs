using System.Runtime.CompilerServices;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Streams;

/// <summary>
/// One run of a call that streams: how far it may go, and whether it must stop, which it must when the reader stops, the time of the call is over, or the actor or
/// task is lost. Whoever wants a producer to end, calls <see cref="Stop"/>. It is also what the run waits for where it stands still.
/// </summary>
internal sealed class StreamRun(Frame frame) : ICriticalNotifyCompletion, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly TaskRun? _task = frame.Task;
    private readonly CancellationTokenSource _stop = new();
    private CancellationTokenRegistration _frameLink;
    private Action? _parked;
    private Action? _continuation;
    private long _limit;
    private long _wanted;
    private int _stands;
    private volatile bool _stopped;

    /// <summary>What the user's code sees.</summary>
    public CancellationToken Token => _stop.Token;

    public bool IsStopped => _stopped;

    /// <summary>See <see cref="IStreamCall.Stands"/>.</summary>
    public int Stands => Volatile.Read(ref _stands);

    /// <summary>Whether the code behind an await of this may run at once.</summary>
    public bool IsCompleted => _stopped || _wanted < Volatile.Read(ref _limit);

    /// <summary>Makes the run end with the frame, and when the call is cancelled or its time is over.</summary>
    public void Link() => _frameLink = frame.CancellationToken.UnsafeRegister(static run => ((StreamRun)run!).Stop(), this);

    /// <summary>Awaited, waits until the item with this index may be made; gives whether it may, else the run must end.</summary>
    public StreamRun For(long index)
    {
        _wanted = index;
        return this;
    }

    public StreamRun GetAwaiter() => this;

    public bool GetResult() => !_stopped;

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        _task?.BeginWait();
        lock (_gate)
        {
            if (!IsCompleted)
            {
                _parked = continuation;
                _stands++;
                return;
            }

            _continuation = continuation;
        }

        WorkerPool.Shared.Enqueue(this);
    }

    public void Raise(long limit)
    {
        lock (_gate)
        {
            if (limit <= _limit)
            {
                return;
            }

            Volatile.Write(ref _limit, limit);
            if (!TryUnpark())
            {
                return;
            }
        }

        WorkerPool.Shared.Enqueue(this);
    }

    public void Stop()
    {
        bool unparked;
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            unparked = TryUnpark();
        }

        // What the token wakes is user code, so not here.
        WorkerPool.Shared.Enqueue(FireToken);
        if (unparked)
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }

    /// <summary>The run has ended.</summary>
    public void End()
    {
        // Not Dispose, which waits for a callback that is running, and that is user code.
        _frameLink.Unregister();
    }

    public void Execute()
    {
        _task?.EndWait();
        var continuation = _continuation!;
        _continuation = null;

        // The run is the call's own flow, as where an await of a ref goes on.
        var own = ReferenceEquals(continuation.Target, frame.MethodTask);
        if (own)
        {
            frame.ExecutingThread = Environment.CurrentManagedThreadId;
        }

        continuation();
        if (own && frame.ExecutingThread == Environment.CurrentManagedThreadId)
        {
            frame.ExecutingThread = 0;
            frame.RecheckWaits();
        }
    }

    // Under the lock.
    private bool TryUnpark()
    {
        if (_parked is null || !IsCompleted)
        {
            return false;
        }

        _continuation = _parked;
        _parked = null;
        _stands++;
        return true;
    }

    private void FireToken()
    {
        try
        {
            _stop.Cancel();
        }
        catch (AggregateException e)
        {
            frame.Runtime.Log.CancellationCallbackFailed(frame.CurrentCall?.CallName ?? "a stream", e);
        }
    }
}
