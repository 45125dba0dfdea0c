using RayAkka.Actors;

namespace RayAkka.Head;

/// <summary>
/// Runs the lives of detached actors on the node that keeps the books. Called under the gate of the books: it must not wait.
/// </summary>
internal interface IActorKeeper
{
    /// <summary>A detached actor was made, or is offered again by who made it, and has the name that it asked for.</summary>
    /// <param name="epoch">The epoch of the books.</param>
    /// <param name="creator">The process that made it.</param>
    /// <param name="content">Its testament.</param>
    /// <returns>Who runs its life; nil if it is dead, and needs no name any more.</returns>
    NodeId OnRegistered(ulong epoch, NodeId creator, byte[] content);

    /// <summary>
    /// The books were opened, or a node is gone from them: this node runs from now on the lives of the actors of all that are gone.
    /// </summary>
    /// <returns>Those that have names; they keep them.</returns>
    IReadOnlyList<ActorDescription> AdoptOrphans(ulong epoch);
}
