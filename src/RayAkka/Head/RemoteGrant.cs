using System.Collections.ObjectModel;
using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>A grant away from the books: at the node that asked for it, or at the one where it lies.</summary>
internal sealed class RemoteGrant(GrantId id, NodeId node, NodeId requester, ResourceSet held, ReadOnlyCollection<int> gpuIds, BundleId? bundle = null)
    : Grant(held, gpuIds)
{
    internal GrantId Id { get; } = id;

    internal override NodeId Node { get; } = node;

    internal override BundleId? Bundle { get; } = bundle;

    internal NodeId Requester { get; } = requester;
}
