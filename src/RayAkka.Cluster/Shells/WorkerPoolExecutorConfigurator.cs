using Akka.Configuration;
using Akka.Dispatch;

namespace RayAkka.Cluster.Shells;

/// <summary>Makes the executor that a dispatcher's configuration names.</summary>
internal sealed class WorkerPoolExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new WorkerPoolExecutor(id);
}
