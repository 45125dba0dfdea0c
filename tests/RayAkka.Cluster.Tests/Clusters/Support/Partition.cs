using Akka.Remote;
using Akka.Remote.Transport;

namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>
/// A cut between one node and all others: nothing goes over Akka.Remote or the data connections in either direction, and no connection ends. It
/// needs <see cref="RemoteNetwork.Adapter"/>.
/// </summary>
internal sealed class Partition
{
    private readonly (NodeId Id, AkkaEngine Engine, WatchedChannel Channel) _alone;
    private readonly (NodeId Id, AkkaEngine Engine, WatchedChannel Channel)[] _others;

    private Partition(WatchedEngine engine, Member alone)
    {
        _alone = (alone.Id, alone.Engine, alone.Data);
        _others =
        [
            (engine.DriversId, engine.Driver, engine.DriversChannel),
            .. engine.Members.Values.Where(member => member != alone).Select(member => (member.Id, member.Engine, member.Data)),
        ];
    }

    public static async Task<Partition> CutAsync(WatchedEngine engine, Member alone)
    {
        var partition = new Partition(engine, alone);
        foreach (var other in partition._others)
        {
            partition._alone.Channel.Cut(other.Id);
            other.Channel.Cut(partition._alone.Id);
            await RemoteNetwork.ThrottleAsync(partition._alone.Engine, other.Engine, Blackhole.Instance);
            await RemoteNetwork.ThrottleAsync(other.Engine, partition._alone.Engine, Blackhole.Instance);
        }

        return partition;
    }

    /// <summary>From now on all that is sent arrives, and of the data connections what was sent meanwhile.</summary>
    public async Task HealAsync()
    {
        foreach (var other in _others)
        {
            try
            {
                await RemoteNetwork.ThrottleAsync(_alone.Engine, other.Engine, Unthrottled.Instance);
            }
            catch (RemoteTransportException)
            {
                // Its Akka has ended, as the cluster has put it out.
            }

            await RemoteNetwork.ThrottleAsync(other.Engine, _alone.Engine, Unthrottled.Instance);
            _alone.Channel.Heal(other.Id);
            other.Channel.Heal(_alone.Id);
        }
    }
}
