using RayAkka.CompilerServices;

namespace RayAkka.Actors;

/// <summary>The last message of an actor whose handles are gone: it stands behind all calls that were submitted.</summary>
internal sealed class ActorTermination : Invocation<Nothing>
{
    internal override string CallName => "end of the actor";
}
