using Akka.Actor;
using RayAkka.Engine;

namespace RayAkka.Cluster.Shells;

/// <summary>The mailbox of a shell as its tenant sees it.</summary>
internal sealed class ShellMailbox(IActorRef shell) : IShellMailbox
{
    public void Schedule(IThreadPoolWorkItem item) => shell.Tell(item, ActorRefs.NoSender);
}
