using Akka.Actor;
using Akka.Cluster.Sharding;
using RayAkka.Cluster.Shells;
using AkkaCluster = Akka.Cluster.Cluster;

namespace RayAkka.Cluster.Sharding;

/// <summary>
/// The shard regions of a node: one for ordinary actors, one for those that hold a GPU where the node has the role. Shells are made in the
/// node's own buckets, which are started before the node counts as joined.
/// </summary>
internal sealed class Regions(ActorSystem system, ShellRegistry registry, int buckets)
{
    public const string Actors = "ray-actors";
    public const string GpuActors = "ray-gpu-actors";

    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(2);

    private readonly AkkaCluster _cluster = AkkaCluster.Get(system);
    private IActorRef? _actors;
    private IActorRef? _gpuActors;

    /// <summary>The strategies in use, for tests.</summary>
    public List<BucketAllocation> Allocations { get; } = [];

    private int Uid => _cluster.SelfUniqueAddress.Uid;

    /// <summary>
    /// Starts the regions. To be called before the node joins: then the replicator that the coordinator writes to knows every member as soon
    /// as the region does, and no write is ignored and repeated only after a time-out.
    /// </summary>
    public async Task StartAsync(bool withGpus)
    {
        _actors = await StartRegionAsync(Actors, NodeRoles.Worker, "rayakka.actor-dispatcher").ConfigureAwait(false);
        if (withGpus)
        {
            _gpuActors = await StartRegionAsync(GpuActors, NodeRoles.Gpu, "rayakka.gpu-dispatcher").ConfigureAwait(false);
        }
    }

    /// <summary>Starts all buckets of this node.</summary>
    public Task StartBucketsAsync() => Task.WhenAll(StartBucketsAsync(_actors), StartBucketsAsync(_gpuActors));

    /// <summary>Sends to the shell of an incarnation in this node's own bucket; false if this node has no such region.</summary>
    public bool Tell(ActorId actor, int incarnation, bool usesGpu, Remoting.IWireMessage message, IActorRef? sender)
    {
        if ((usesGpu ? _gpuActors : _actors) is not { } region)
        {
            return false;
        }

        region.Tell(new ShellEnvelope(BucketId.For(actor, buckets, Uid).ToString(), Shells.ShellName.Of(actor, incarnation), message), sender);
        return true;
    }

    /// <summary>
    /// Ends the regions of a node that leaves. They must not hand their buckets off: the coordinator would give them to other nodes, where
    /// they would stay for ever; when the region has just ended it forgets them.
    /// </summary>
    public Task StopAsync() => Task.WhenAll(StopAsync(_actors), StopAsync(_gpuActors));

    private static async Task StopAsync(IActorRef? region)
    {
        if (region is null)
        {
            return;
        }

        try
        {
            await region.GracefulStop(s_stopTimeout).ConfigureAwait(false);
        }
        catch (TaskCanceledException)
        {
            // The system's own end stops it.
        }
    }

    private Task<IActorRef> StartRegionAsync(string type, string role, string dispatcher)
    {
        var shells = Props.CreateBy(new ShellProducer(registry, Uid)).WithDispatcher(dispatcher);
        var allocation = new BucketAllocation(AddressOf, _cluster.SelfAddress);
        Allocations.Add(allocation);
        return ClusterSharding.Get(system).StartAsync(
            type,
            _ => shells,
            ClusterShardingSettings.Create(system).WithRole(role),
            new ShellExtractor(),
            allocation,
            HandOff.Instance);
    }

    private Address? AddressOf(int uid) =>
        _cluster.State.Members.FirstOrDefault(member => member.UniqueAddress.Uid == uid)?.Address;

    private Task StartBucketsAsync(IActorRef? region)
    {
        if (region is null)
        {
            return Task.CompletedTask;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new BucketStarter(region, buckets, Uid, done)).WithDispatcher("rayakka.cluster-dispatcher"));
        return done.Task;
    }
}
