using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// Disposes an actor's object when it ends gracefully. Exceptions are logged. After <see cref="RayOptions.GracefulShutdownTimeout"/> the
/// actor counts as ended even if its disposal still runs: a disposal cannot be stopped, but nobody has to wait for it.
/// </summary>
internal sealed class ActorDisposal : IThreadPoolWorkItem
{
    private readonly ActorCell _cell;
    private readonly object _instance;
    private readonly Action _ended;
    private ITimer? _timer;
    private int _done;

    private ActorDisposal(ActorCell cell, object instance, Action ended)
    {
        _cell = cell;
        _instance = instance;
        _ended = ended;
    }

    public static void Start(ActorCell cell, object instance, Action ended)
    {
        var disposal = new ActorDisposal(cell, instance, ended);
        var limit = cell.Runtime.Options.GracefulShutdownTimeout;
        disposal._timer = cell.Runtime.Time.CreateTimer(_ => disposal.OnTimeout(limit), null, limit, Timeout.InfiniteTimeSpan);
        WorkerPool.Shared.Enqueue(disposal);
    }

    public void Execute()
    {
        Frame.Enter(_cell.Frame);
        try
        {
            if (_instance is IAsyncDisposable asynchronous)
            {
                var task = asynchronous.DisposeAsync().AsTask();
                if (!task.IsCompleted)
                {
                    task.GetAwaiter().UnsafeOnCompleted(() => Finish(task));
                    return;
                }

                Finish(task);
                return;
            }

            ((IDisposable)_instance).Dispose();
            End();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Finish(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            End();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Fail(Exception thrown)
    {
        _cell.Runtime.Log.DisposalFailed(_cell.Spec.ClassName, _cell.Id, thrown);
        End();
    }

    private void OnTimeout(TimeSpan limit)
    {
        if (Interlocked.Exchange(ref _done, 1) == 0)
        {
            _cell.Runtime.Log.DisposalTimedOut(_cell.Spec.ClassName, _cell.Id, limit);
            WorkerPool.Shared.Enqueue(_ended);
        }
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _done, 1) == 0)
        {
            _timer?.Dispose();
            _ended();
        }
    }
}
