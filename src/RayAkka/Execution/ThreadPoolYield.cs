using System.Runtime.CompilerServices;

namespace RayAkka.Execution;

/// <summary>An awaitable that leaves the caller's stack: the code after it runs on the thread pool of .NET, or where <see cref="WorkerPool.Substitute"/> runs everything.</summary>
internal readonly struct ThreadPoolYield : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public ThreadPoolYield GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (WorkerPool.Substitute is { } substitute)
        {
            substitute.Enqueue(continuation);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state(), continuation, preferLocal: false);
        }
    }
}
