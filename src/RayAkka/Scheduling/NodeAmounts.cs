namespace RayAkka.Scheduling;

/// <summary>What one node has and what of it is free at one moment, in the steps in which the ledger counts.</summary>
/// <param name="Id">The node.</param>
/// <param name="Capacity">What it has.</param>
/// <param name="Free">What is free of each kind, in the order of <see cref="ResourceSet.Kinds"/>; nothing while it drains.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record NodeAmounts(NodeId Id, ResourceSet Capacity, IReadOnlyList<long> Free, IReadOnlyDictionary<string, string> Labels);
