using RayAkka.Execution;

namespace RayAkka.Recovery.Results;

/// <summary>
/// Keeps the journal of an actor, not the actor, as long as this process has refs to large results of it. One an actor and process; when the last ref is
/// collected the actor's owner is told.
/// </summary>
internal sealed class ResultLease(RayRuntime runtime, ActorId actor, NodeId owner)
{
    ~ResultLease()
    {
        if (!runtime.IsClosing)
        {
            WorkerPool.Shared.Enqueue(() => runtime.Results.GiveUp(actor, owner));
        }
    }
}
