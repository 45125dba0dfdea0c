using Akka.Cluster.Sharding;

namespace RayAkka.Benchmarks.Clusters;

internal sealed class RawExtractor() : HashCodeMessageExtractor(30)
{
    public override string? EntityId(object message) => (message as RawCall)?.Id;
}
