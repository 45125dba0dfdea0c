using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Recovery;

/// <summary>Names a call, with its index, over all attempts to make it.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Owner">The node of the process that knows when the caller will not call again.</param>
/// <param name="Hash">What the call is, see <see cref="CallHash"/>.</param>
/// <param name="Acknowledged">Up to which of its calls the caller has journalled the answers: it will not make those again.</param>
/// <param name="Epoch">Of a replayed actor, which of its incarnations calls: higher ones are newer; 0 where there is only one.</param>
/// <param name="OutlivesOwner">Whether the caller goes on when the process of <paramref name="Owner"/> is gone: a detached actor.</param>
internal sealed record CallIdentity(CallerId Caller, NodeId Owner, ulong Hash, long Acknowledged = 0, long Epoch = 0, bool OutlivesOwner = false)
{
    /// <summary>Names a call of a caller that may make it again; false if the caller is lost, and the call has failed with that.</summary>
    public static bool TryName(ObjectRef call, Frame caller, LogicalCaller logical)
    {
        if (caller.IsLost)
        {
            FailAsLost(call);
            return false;
        }

        if (caller.NamesItsCalls && call.Stream is null)
        {
            (call.Extras ??= new CallExtras()).Identity = new CallIdentity(logical.Id, logical.Owner, CallHash.Of(call));
        }

        return true;
    }

    /// <summary>
    /// What the code of a lost attempt does in answer to the loss is not what the next attempt does in that place: it must not take its name.
    /// </summary>
    public static void FailAsLost(ObjectRef call)
    {
        call.TryFail(new WorkerCrashedException($"{call.CallName} was not sent: the node of the attempt that calls it was lost, and what the attempt does counts no more.")
        {
            IsRoutine = true,
        });
        call.Release();
    }
}
