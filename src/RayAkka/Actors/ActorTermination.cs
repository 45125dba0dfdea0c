using RayAkka.CompilerServices;

namespace RayAkka.Actors;

/// <summary>The last message of an incarnation that is asked to end: it stands behind all calls that were submitted.</summary>
internal sealed class ActorTermination : Invocation<Nothing>
{
    public ExitReason Reason { get; init; }

    internal override string CallName => "end of the actor";
}
