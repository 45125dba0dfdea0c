using System.Runtime.CompilerServices;

namespace RayAkka.Execution;

/// <summary>An awaitable for workers: the code after it goes on behind everything that is queued now.</summary>
internal readonly struct PoolYield : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public PoolYield GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => WorkerPool.Shared.EnqueueLast(continuation);

    public void UnsafeOnCompleted(Action continuation) => WorkerPool.Shared.EnqueueLast(continuation);
}
