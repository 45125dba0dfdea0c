using RayAkka.CompilerServices;

namespace RayAkka.Actors;

/// <summary>The last message of an incarnation that is asked to end: it stands behind all calls that were submitted.</summary>
internal sealed class ActorTermination : Invocation<Nothing>
{
    public ExitReason Reason { get; init; }

    /// <summary>The node that the actor must leave; nil where the end is not about a node. An incarnation elsewhere has nothing to leave.</summary>
    public NodeId Leaves { get; init; }

    internal override string CallName => "end of the actor";

    /// <summary>It has lost its object: the incarnation has ended otherwise.</summary>
    public void Drop() => TrySetOwned(default);
}
