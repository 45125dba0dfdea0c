using Akka.Actor;
using Akka.Cluster.Sharding;
using RayAkka.Cluster.Sharding;
using RayAkka.Cluster.Shells;

namespace RayAkka.Cluster.Tests.Support;

/// <summary>Stands in for a shard: holds one shell, forwards to it, tells the test what the shell asks of the shard.</summary>
internal sealed class Bucket(ShellRegistry registry, int nodeUid, string shell, IActorRef test) : UntypedActor
{
    private IActorRef _shell = ActorRefs.Nobody;

    protected override void PreStart()
    {
        _shell = Context.ActorOf(Props.CreateBy(new ShellProducer(registry, nodeUid)), shell);
        Context.Watch(_shell);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Terminated:
                test.Tell("shell ended");
                break;
            case ShellEnvelope or Passivate:
                test.Forward(message);
                break;
            default:
                _shell.Forward(message);
                break;
        }
    }
}
