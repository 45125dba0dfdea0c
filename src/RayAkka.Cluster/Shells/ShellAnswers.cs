using Akka.Actor;

namespace RayAkka.Cluster.Shells;

/// <summary>
/// Gets what shells answer to their own node. NoSuchActor says nothing new: the incarnation had ended before its shell was there. NotHere to
/// a node's own bucket says that the cluster has given the bucket away, which means that it takes the node for dead.
/// </summary>
internal sealed class ShellAnswers(ShellRegistry registry) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is NotHere notHere)
        {
            foreach (var tenant in registry.RemoveAll(notHere.EntityId))
            {
                tenant.OnShellLost(new RayException($"The bucket {notHere.Bucket} of this node is on another one: the cluster takes this node for dead."));
            }
        }
    }
}
