using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// Answers the calls of an actor that has ended. Not on the caller's thread: failing a ref runs what waits for it, and the caller may hold
/// the lock of its gate.
/// </summary>
internal sealed class DeadSink(ActorRecord record) : CallSink
{
    public override void Post(ObjectRef call) => WorkerPool.Shared.Enqueue(() => record.FailAsDead(call));
}
