using Akka.Actor;
using RayAkka.Engine;

namespace RayAkka.Cluster.Election;

/// <summary>
/// Lives on the node that keeps the cluster's books (names, ledger of resources) and on no other: the cluster singleton among the nodes
/// that host actors. Akka places it on the oldest of them, which as a rule is the head, the node that was started first; when that node
/// leaves, its keeper has ended before the next one begins, and when it dies, the next one begins when it has been removed.
/// </summary>
internal sealed class BooksKeeper(IClusterEvents events, Action elected) : UntypedActor
{
    protected override void PreStart()
    {
        elected();
        events.OnElected();
    }

    protected override void PostStop() => events.OnDismissed();

    protected override void OnReceive(object message) => Unhandled(message);
}
