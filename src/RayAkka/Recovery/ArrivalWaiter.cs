using RayAkka.Objects;

namespace RayAkka.Recovery;

/// <summary>Brings what the calls of a replayed actor come to into its inbox.</summary>
internal sealed class ArrivalWaiter(ReplaySession session) : RefWaiter
{
    public override void OnCompleted(ObjectRef reference) => session.OnAnswered(reference);
}
