using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>That a frame waits for refs without a time limit: an edge of the graph in which call cycles are looked for.</summary>
/// <param name="Frame">Who waits.</param>
/// <param name="Refs">For what.</param>
/// <param name="Needed">How many of the refs must be there.</param>
/// <param name="AwaitingMethod">A task: the async method that awaits, or what a method may await; null for a blocking wait of the call's own thread; any other
/// object for a wait that is no part of a cycle, which is entered only so that the stall watch can name it.</param>
internal sealed record WaitRecord(Frame Frame, IReadOnlyList<ObjectRef> Refs, int Needed, object? AwaitingMethod)
{
    private static long s_last;

    /// <summary>Tells this wait from every other one of this process.</summary>
    public long Number { get; } = Interlocked.Increment(ref s_last);

    public WaitRecord? Next { get; set; }

    public WaitRecord? Previous { get; set; }

    /// <summary>The await to end if it closes a cycle; null for a blocking wait.</summary>
    public FrameAwait? Await { get; init; }

    /// <summary>Ends a wait that is no await of one ref.</summary>
    public Action? End { get; init; }

    /// <summary>Ends a wait that is no await of one ref with an error.</summary>
    public Action<CallCycleException>? EndWith { get; init; }

    public ObjectRef? Call { get; } = Frame.CurrentCall;

    /// <summary>
    /// Whether the call itself cannot go on before this wait ends: it blocks its own thread, or its own method awaits. Work that a method
    /// started and does not wait for is no part of a cycle.
    /// </summary>
    public bool HoldsCall => ReferenceEquals(Call, Frame.CurrentCall) && AwaitingMethod switch
    {
        null => true,
        Task task => AwaitChain.Leads(task, Frame.MethodTask),
        _ => false,
    };

    /// <summary>Whether the call may come to wait for it.</summary>
    public bool MayHoldCall => Call is not null && AwaitingMethod is Task;

    /// <summary>Whether the watch looks at it again; guarded by the cycle detector's lock.</summary>
    public bool IsWatched { get; set; }

    /// <summary>
    /// Ends the wait because the incarnation or node in which it waits was killed or lost: user code cannot be stopped, but need not hold its
    /// thread until what it waits for is there.
    /// </summary>
    public void EndAsLost()
    {
        if (Await is not null)
        {
            Await.ResumeAsLost();
        }
        else
        {
            End?.Invoke();
        }
    }

    /// <summary>Ends the wait because it can never end by itself.</summary>
    public void EndAsCycle(CallCycleException cycle)
    {
        if (Await is not null)
        {
            CycleDetector.Leave(this);
            Await.ResumeWith(cycle);
        }
        else
        {
            EndWith?.Invoke(cycle);
        }
    }
}
