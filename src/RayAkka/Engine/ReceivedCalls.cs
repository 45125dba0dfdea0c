using RayAkka.Recovery;

namespace RayAkka.Engine;

/// <summary>
/// The calls that came over one route to an incarnation that keeps records of them, from callers that are gone with their process. With each
/// call comes the number up to which the calls before were answered: their records can go.
/// </summary>
internal sealed class ReceivedCalls
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Number, CallerId Caller, long Index)> _calls = new();
    private readonly HashSet<CallerId> _callers = [];

    /// <summary>Notes a call, and lets go of the records of those that were answered.</summary>
    public void Add(long number, ObjectRef call, long answered, CallRecords records)
    {
        if (call.Extras?.Identity is not null || call.Caller is not { } caller)
        {
            return;
        }

        lock (_gate)
        {
            while (_calls.TryPeek(out var first) && first.Number <= answered)
            {
                _calls.Dequeue();
                records.Acknowledge(first.Caller, first.Index);
            }

            _callers.Add(caller.Root.Identity);
            _calls.Enqueue((number, caller.Root.Identity, call.CallIndex));
        }
    }

    /// <summary>The process of the callers is gone.</summary>
    public void Forget(CallRecords records)
    {
        lock (_gate)
        {
            foreach (var caller in _callers)
            {
                records.Forget(caller, stragglers: true);
            }
        }
    }
}
