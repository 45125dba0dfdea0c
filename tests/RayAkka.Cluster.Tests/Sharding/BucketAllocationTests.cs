using System.Collections.Immutable;
using Akka.Actor;
using RayAkka.Cluster.Sharding;

namespace RayAkka.Cluster.Tests.Sharding;

public sealed class BucketAllocationTests
{
    private static readonly FakeRegion s_own = new("akka://rayakka");
    private static readonly FakeRegion s_second = new("akka.tcp://rayakka@127.0.0.1:2");
    private static readonly FakeRegion s_third = new("akka.tcp://rayakka@127.0.0.1:3");
    private static readonly Address s_self = Address.Parse("akka.tcp://rayakka@127.0.0.1:1");

    private static readonly Dictionary<int, Address> s_members = new()
    {
        [11] = s_self,
        [22] = s_second.Path.Address,
        [33] = s_third.Path.Address,
    };

    private readonly BucketAllocation _strategy = new(static uid => s_members.GetValueOrDefault(uid), s_self);

    [Theory]
    [InlineData("0@22", "akka.tcp://rayakka@127.0.0.1:2")]
    [InlineData("15@33", "akka.tcp://rayakka@127.0.0.1:3")]
    [InlineData("7@11", "akka://rayakka")]
    public async Task AllocateShard_BucketOfALiveNode_GoesToItsRegion(string bucket, string address)
    {
        var region = await _strategy.AllocateShard(s_third, bucket, Regions(s_own, s_second, s_third));

        Assert.Equal(Address.Parse(address), region.Path.Address);
    }

    [Theory]
    [InlineData("0@99")]
    [InlineData("0@-99")]
    [InlineData("no bucket")]
    public void AllocateShard_BucketOfNobody_GoesToALiveRegionAtOnce(string bucket)
    {
        var choice = _strategy.AllocateShard(s_third, bucket, Regions(s_own, s_second));

        Assert.True(choice.IsCompletedSuccessfully);
        Assert.Contains(choice.Result, new IActorRef[] { s_own, s_second });
    }

    [Fact]
    public async Task AllocateShard_NoRegion_IsNeverNull() =>
        Assert.NotNull(await _strategy.AllocateShard(s_third, "0@22", Regions()));

    [Fact]
    public async Task AllocateShard_RegionNotYetKnown_GoesToTheOneThatAsks() =>
        Assert.Same(s_second, await _strategy.AllocateShard(s_second, "0@33", Regions(s_own, s_second)));

    [Fact]
    public async Task Rebalance_UnevenBuckets_MovesNone() => Assert.Empty(await _strategy.Rebalance(
        Regions(s_own, s_second).SetItem(s_own, ["0@11", "1@11", "2@11"]), ImmutableHashSet<string>.Empty));

    [Fact]
    public void Allocations_AfterTwo_CountsTwo()
    {
        _ = _strategy.AllocateShard(s_second, "0@22", Regions(s_second));
        _ = _strategy.AllocateShard(s_second, "1@22", Regions(s_second));

        Assert.Equal(2, _strategy.Allocations);
    }

    private static IImmutableDictionary<IActorRef, IImmutableList<string>> Regions(params FakeRegion[] regions) =>
        regions.ToImmutableDictionary(static region => (IActorRef)region, static _ => (IImmutableList<string>)ImmutableList<string>.Empty);
}
