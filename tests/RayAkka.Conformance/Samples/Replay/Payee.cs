using RayAkka.Execution;
using RayAkka.Recovery;

namespace RayAkka.Conformance.Samples;

/// <summary>Is paid, and tells how many payments of replayed actors it has records of.</summary>
[Remote]
public class Payee
{
    private long _total;

    /// <summary>How many calls of replayed actors are recorded by the incarnation that runs.</summary>
    public static int RecordedNow => Frame.Current!.Cell!.Records is { } records
        ? records.Snapshot().Where(static caller => caller.Caller.Kind == CallerKind.Actor).Sum(static caller => caller.Calls.Count)
        : 0;

    public long Add(long amount) => _total += amount;

    public async Task<long> AddWhenOpen(Probe gate, long amount)
    {
        await gate.PassAsync();
        return Add(amount);
    }

    /// <summary>Whether the incarnation has a record of a call of that actor.</summary>
    public bool Remembers(ActorId payer) =>
        Frame.Current!.Cell!.Records!.Snapshot().Any(caller => caller.Caller == CallerId.Of(payer) && caller.Calls.Count > 0);

    public int Recorded() => RecordedNow;
}
