namespace RayAkka.Recovery;

/// <summary>
/// The context in which the code of a replayed actor runs, so that what stands behind an await runs where and when the actor says. What comes
/// from the actor's own thread is queued in order, which is the same in each run; what comes from another (the code awaited something that is not
/// Ray's) is an event that is journalled before it goes on.
/// </summary>
internal sealed class ReplayContext(ReplaySession session) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => session.Continue(() => d(state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!session.IsHere)
        {
            throw new InvalidOperationException("The code of a replayed actor cannot be waited for from another thread; await it in the actor.");
        }

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}
