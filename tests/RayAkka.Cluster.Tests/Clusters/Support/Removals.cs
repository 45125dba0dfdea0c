using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster;

namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>When a node's Akka has removed others from the cluster, as timestamps of <see cref="Stopwatch"/>.</summary>
internal sealed class Removals
{
    private readonly ConcurrentDictionary<Address, long> _times = new();

    public Removals(AkkaEngine engine)
    {
        var times = _times;
        var watcher = engine.Node.System.ActorOf(Props.Create(() => new Watcher(times)));
        engine.Node.Cluster.Subscribe(watcher, typeof(ClusterEvent.MemberRemoved));
    }

    public long TimeOf(AkkaEngine engine) => _times[engine.Node.Self.Address];

    private sealed class Watcher(ConcurrentDictionary<Address, long> times) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is ClusterEvent.MemberRemoved removed)
            {
                times.TryAdd(removed.Member.Address, Stopwatch.GetTimestamp());
            }
        }
    }
}
