using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using RayAkka.Benchmarks.Harness;
using AkkaCluster = Akka.Cluster.Cluster;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>The baseline: a cluster of Akka.NET alone, in the same processes, whose sharded entities are asked by hand.</summary>
internal sealed class RawCluster : IDisposable
{
    private const string Host = "host";
    private const string Type = "raw";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(5);

    private static readonly Config s_config = ConfigurationFactory.ParseString("""
        akka {
          loglevel = ERROR
          stdout-loglevel = OFF
          actor {
            provider = cluster
            serializers.raw = "RayAkka.Benchmarks.Clusters.RawSerializer, Benchmarks"
            serialization-bindings { "RayAkka.Benchmarks.Clusters.RawCall, Benchmarks" = raw }
          }
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
          cluster {
            periodic-tasks-initial-delay = 50ms
            leader-actions-interval = 200ms
            sharding {
              state-store-mode = ddata
              distributed-data.durable.keys = []
              passivate-idle-entity-after = off
              retry-interval = 200ms
            }
          }
          coordinated-shutdown.default-phase-timeout = 2s
        }
        """);

    private readonly ActorSystem _system;
    private readonly IActorRef _region;

    private RawCluster(ActorSystem system, IActorRef region)
    {
        _system = system;
        _region = region;
    }

    /// <summary>The version of Akka.NET.</summary>
    public static string Version => typeof(ActorSystem).Assembly.GetName().Version!.ToString(3);

    /// <summary>What others join.</summary>
    public string Address => AkkaCluster.Get(_system).SelfAddress.ToString();

    /// <summary>Joins, or starts a cluster.</summary>
    /// <param name="seed">The address of a member; null: this one is the first.</param>
    /// <param name="hosts">Whether entities live here; else they are only asked.</param>
    public static async Task<RawCluster> StartAsync(string? seed, bool hosts)
    {
        var system = ActorSystem.Create("raw", hosts ? s_config.WithFallback("akka.cluster.roles = [host]") : s_config);
        var cluster = AkkaCluster.Get(system);
        await cluster.JoinAsync(seed is null ? cluster.SelfAddress : Akka.Actor.Address.Parse(seed));
        var sharding = ClusterSharding.Get(system);
        var region = hosts
            ? await sharding.StartAsync(Type, _ => Props.Create<RawEntity>(), ClusterShardingSettings.Create(system).WithRole(Host), new RawExtractor())
            : await sharding.StartProxyAsync(Type, Host, new RawExtractor());
        return new RawCluster(system, region);
    }

    /// <summary>Waits until so many members that host entities are up.</summary>
    public async Task WhenUpAsync(int hosts)
    {
        using var timer = new PeriodicTimer(s_look, TimeProvider.System);
        while (AkkaCluster.Get(_system).State.Members.Count(member => member.Status == MemberStatus.Up && member.HasRole(Host)) < hosts)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    public Task<int> AskAsync(string id, int value) => _region.Ask<int>(new RawCall(id, value));

    /// <summary>An ask, then its answer, awaited.</summary>
    public Work Awaited(string id) => Work.Async(async () =>
    {
        for (var i = 0; i < Calls.Batch; i++)
        {
            await AskAsync(id, i);
        }

        return Calls.Batch;
    });

    /// <summary>Many asks in turn to some entities, then all answers.</summary>
    public Work Batched(string[] ids, int inFlight = Calls.Batch)
    {
        var answers = new Task<int>[inFlight];
        return Work.Async(async () =>
        {
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] = AskAsync(ids[i % ids.Length], i);
            }

            foreach (var answer in answers)
            {
                await answer;
            }

            return answers.Length;
        });
    }

    public void Dispose() => _system.Terminate().Wait(s_end);
}
