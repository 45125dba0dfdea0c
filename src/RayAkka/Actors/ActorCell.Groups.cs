using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <content>Which concurrency group a call belongs to.</content>
internal sealed partial class ActorCell
{
    /// <summary>The frames of which one must end before a call that has not begun here starts; null if it has nothing to wait for.</summary>
    public List<Frame>? Before(ObjectRef call, List<Frame> running) =>
        !HasPlaces ? running.Count >= MaxConcurrency ? running : null : _runs!.Before(call);

    /// <summary>Whether it is not by their number alone that running calls hold up others.</summary>
    public bool HasPlaces => Spec.IsReentrant || Spec.Limits is { Groups.Count: > 0 };

    /// <summary>The calls that wait for a place, where there are such; each with those of which one must end before.</summary>
    public List<(ObjectRef Call, List<Frame> Before)> WaitingForPlaces() => HasPlaces ? _runs!.Waiting() : [];

    // Its own, else its method's, else none: 0. Below 0: there is no such group, and the call has failed.
    private int GroupOf(ObjectRef call)
    {
        var limits = Spec.Limits;
        if (limits is null && call.Extras?.Group is null)
        {
            return 0;
        }

        if ((call.Extras?.Group ?? call.CallDescriptor?.MethodOptions?.ConcurrencyGroup) is not { } name)
        {
            return 0;
        }

        if (limits?.IndexOf(name) is >= 0 and var index)
        {
            return index + 1;
        }

        call.TryFail(CallFailure.Threw(call, ActorLimits.Unknown(Spec.ClassName, name, limits), Id, _node.Id));
        Finished(call);
        return -1;
    }
}
