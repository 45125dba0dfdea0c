using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Handoff;

/// <summary>Waits, without a thread, until objects are here: those that are elsewhere are fetched.</summary>
internal sealed class ArgumentsWait : RefWaiter
{
    private readonly Action _ready;
    private int _remaining;

    private ArgumentsWait(int count, Action ready)
    {
        _ready = ready;
        _remaining = count + 1;
    }

    /// <summary>Calls back once, on a thread of the pool, when each has its object or its error.</summary>
    public static void Start(IReadOnlyList<ObjectRef> references, Action ready)
    {
        var wait = new ArgumentsWait(references.Count, ready);
        foreach (var reference in references)
        {
            if (!reference.TryAddWaiter(wait))
            {
                wait.CountDown();
            }
        }

        wait.CountDown();
    }

    public override void OnCompleted(ObjectRef reference) => CountDown();

    private void CountDown()
    {
        if (Interlocked.Decrement(ref _remaining) == 0)
        {
            WorkerPool.Shared.Enqueue(_ready);
        }
    }
}
