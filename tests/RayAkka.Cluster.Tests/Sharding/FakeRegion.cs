using Akka.Actor;

namespace RayAkka.Cluster.Tests.Sharding;

/// <summary>A region that is only an address.</summary>
internal sealed class FakeRegion(string address) : MinimalActorRef
{
    public override ActorPath Path { get; } = ActorPath.Parse($"{address}/system/sharding/ray-actors");

    public override IActorRefProvider Provider => throw new NotSupportedException();
}
