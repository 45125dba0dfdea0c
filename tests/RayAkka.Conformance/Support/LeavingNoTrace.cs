using RayAkka.Recovery;
using RayAkka.Recovery.Stores;

namespace RayAkka.Conformance.Support;

/// <summary>A store as a process leaves it that is killed: what an incarnation writes when it is ended on purpose never gets there.</summary>
internal sealed class LeavingNoTrace(IRecordStore inner) : StoreProxy(inner)
{
    public override Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records) =>
        records is [{ Span: [(byte)JournalRecordKind.Recovered, ..] }] ? Task.CompletedTask : base.AppendAsync(actor, epoch, first, records);
}
