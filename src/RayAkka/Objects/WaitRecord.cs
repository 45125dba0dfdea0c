using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>That a frame waits for refs without a time limit: an edge of the graph in which call cycles are looked for.</summary>
/// <param name="Frame">Who waits.</param>
/// <param name="Refs">For what.</param>
/// <param name="Needed">How many of the refs must be there.</param>
/// <param name="AwaitingMethod">The async method that awaits; null for a blocking wait of the call's own thread; any other object for a wait of which it
/// is not known who waits for it, which is entered only so that the stall watch can name it.</param>
internal sealed record WaitRecord(Frame Frame, IReadOnlyList<ObjectRef> Refs, int Needed, object? AwaitingMethod)
{
    public WaitRecord? Next { get; set; }

    public WaitRecord? Previous { get; set; }

    /// <summary>The await to end if it closes a cycle; null for a blocking wait.</summary>
    public FrameAwait? Await { get; init; }

    /// <summary>Ends a wait that is no await of one ref.</summary>
    public Action? End { get; init; }

    public ObjectRef? Call { get; } = Frame.CurrentCall;

    /// <summary>
    /// Whether the call itself cannot go on before this wait ends: it blocks its own thread, or its own method awaits. Work that a method
    /// started and does not wait for is no part of a cycle.
    /// </summary>
    public bool HoldsCall =>
        ReferenceEquals(Call, Frame.CurrentCall) && (AwaitingMethod is null || ReferenceEquals(AwaitingMethod, Frame.MethodTask));

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
}
