using RayAkka.Actors;
using RayAkka.CompilerServices;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>Stands behind the calls of a process to an actor of which it has no handle left, and completes when those are answered.</summary>
internal sealed class LeaseEnd(Action done) : Invocation<Nothing>
{
    /// <summary>Makes one that is never refused: one that was lost would keep the actor alive.</summary>
    public static LeaseEnd Behind(ActorRecord actor, Action done) => new(done)
    {
        Caller = actor.Runtime.Driver,
        Actor = actor,
        Extras = new CallExtras { RetriesLeft = -1, MayRunAgain = true },
    };

    internal override string CallName => "end of a lease";

    public void Complete()
    {
        if (TrySetOwned(default))
        {
            done();
        }
    }
}
