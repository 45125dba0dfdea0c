using System.Collections.ObjectModel;

namespace RayAkka.Scheduling;

/// <summary>A grant where the books are kept: it knows the ledger that it was taken from.</summary>
internal sealed class LedgerGrant(NodeLedger ledger, ResourceSet held, ReadOnlyCollection<int> gpuIds) : Grant(held, gpuIds)
{
    internal NodeLedger Ledger { get; } = ledger;

    internal override NodeId Node => Ledger.Id;

    internal override BundleId? Bundle => Ledger.Bundle?.Id;
}
