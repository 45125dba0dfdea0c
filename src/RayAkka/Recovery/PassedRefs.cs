using RayAkka.CompilerServices;
using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka.Recovery;

/// <summary>
/// What a call to a replayed actor waits for before it is sent: the refs among its arguments, as everywhere, and those within them, or passed
/// as refs. The actor would see those change by themselves; so it gets them when they are complete, and they are journalled by value.
/// </summary>
internal static class PassedRefs
{
    public static List<ObjectRef>? Unresolved(ObjectRef call, RayRuntime runtime)
    {
        var unresolved = DependencyWait.Unresolved(call);
        if (RefCollector.InCall(call) is { } withins)
        {
            foreach (var within in withins)
            {
                if (unresolved?.Contains(within) is not true)
                {
                    (unresolved ??= []).Add(Either(within, runtime));
                }
            }
        }

        return unresolved;
    }

    // There when the ref is complete: that it failed is for the actor's code to see, and does not fail the call.
    private static ReceivedRef<Nothing> Either(ObjectRef reference, RayRuntime runtime)
    {
        var there = new ReceivedRef<Nothing>(runtime) { Extras = new CallExtras { Original = reference } };
        if (!reference.TryAddWaiter(new Opener(there)))
        {
            there.TrySetOwned(default);
        }

        return there;
    }

    private sealed class Opener(ReceivedRef<Nothing> there) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => there.TrySetOwned(default);
    }
}
