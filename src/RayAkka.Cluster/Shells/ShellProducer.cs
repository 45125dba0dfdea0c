using Akka.Actor;

namespace RayAkka.Cluster.Shells;

/// <summary>Makes shells without reflection.</summary>
internal sealed class ShellProducer(ShellRegistry registry, int nodeUid) : IIndirectActorProducer
{
    public Type ActorType => typeof(ShellActor);

    public ActorBase Produce() => new ShellActor(registry, nodeUid);

    public void Release(ActorBase actor)
    {
    }
}
