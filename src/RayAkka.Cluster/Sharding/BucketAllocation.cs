using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace RayAkka.Cluster.Sharding;

/// <summary>
/// Puts each bucket on the region of the node whose uid it names. It answers at once and never with null (on which the coordinator fails):
/// a bucket of a node that is gone goes to any region, whose shells say that they are not at home there. It never moves a bucket, since the
/// state of the actors in it would be lost.
/// </summary>
/// <param name="addressOf">The address of the member with a uid; null if there is none.</param>
/// <param name="self">The address of this node, which the paths of its own regions do not name.</param>
internal sealed class BucketAllocation(Func<int, Address?> addressOf, Address self) : IShardAllocationStrategy
{
    private static readonly Task<IImmutableSet<string>> s_nothing = Task.FromResult<IImmutableSet<string>>(ImmutableHashSet<string>.Empty);
    private long _allocations;

    /// <summary>How many buckets this node, as the coordinator's, has allocated; for tests.</summary>
    public long Allocations => Interlocked.Read(ref _allocations);

    public Task<IActorRef> AllocateShard(
        IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations)
    {
        Interlocked.Increment(ref _allocations);
        return Task.FromResult(Choose(requester, shardId, currentShardAllocations));
    }

    public Task<IImmutableSet<string>> Rebalance(
        IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress) => s_nothing;

    private IActorRef Choose(IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> regions)
    {
        if (BucketId.TryParse(shardId, out var bucket) && addressOf(bucket.NodeUid) is { } address)
        {
            foreach (var region in regions.Keys)
            {
                if (AddressOf(region) == address)
                {
                    return region;
                }
            }
        }

        return regions.ContainsKey(requester) ? requester : regions.Keys.FirstOrDefault(requester);
    }

    private Address AddressOf(IActorRef region) => region.Path.Address.HasLocalScope ? self : region.Path.Address;
}
