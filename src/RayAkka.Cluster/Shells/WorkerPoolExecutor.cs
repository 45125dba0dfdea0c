using Akka.Dispatch;
using RayAkka.Execution;

namespace RayAkka.Cluster.Shells;

/// <summary>
/// Runs mailboxes on RayAkka's worker pool, which is the process's and outlives every dispatcher: user code in them may block without
/// keeping others waiting.
/// </summary>
internal sealed class WorkerPoolExecutor(string id) : ExecutorService(id)
{
    public override void Execute(IRunnable run) => WorkerPool.Shared.Enqueue((object)run);

    public override void Shutdown()
    {
    }
}
