using Akka.Actor;
using Akka.Cluster;
using RayAkka.Cluster.Settings;
using RayAkka.Cluster.Tests.Support;
using RayAkka.Execution;
using AkkaCluster = Akka.Cluster.Cluster;

namespace RayAkka.Cluster.Tests.Nodes;

/// <summary>User code that blocks every thread it can get. With RAYAKKA_SOAK=1 for half a minute.</summary>
public sealed class StarvationTests
{
    private static readonly TimeSpan s_blocked = TimeSpan.FromSeconds(Soak.IsOn ? 30 : 3);

    /// <summary>Gets whether the threads are kept busy, which takes the cores from the nodes too: not with the quick detector of the tests.</summary>
    public static TheoryData<bool> Ways { get; } = Soak.IsOn ? [false, true] : [false];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Block_EveryThreadThatUserCodeCanHave_NoNodeBecomesUnreachable(bool busily)
    {
        var settings = Soak.IsOn ? TestNode.Settings with { Config = HoconFile.Resource("profiles/default.conf") } : TestNode.Settings;
        var first = TestNode.StartAsync(settings).GetAwaiter().GetResult();
        var second = TestNode.StartAsync(settings, joins: first).GetAwaiter().GetResult();
        first.Events.Await($"peer {second.Id}");
        using var unreachable = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var items = busily ? 2 * Environment.ProcessorCount : 200;
        using var ended = new CountdownEvent(busily ? items : 2 * items);
        Watch(first, unreachable);
        Watch(second, unreachable);
        try
        {
            for (var i = 0; i < items; i++)
            {
                // Methods that wait may have taken the threads of .NET's pool too; those that keep a core busy have RayAkka's.
                if (!busily)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(_ => Block(release, ended, busily), null);
                }

                WorkerPool.Shared.Enqueue(() => Block(release, ended, busily));
            }

            // The failure detector of these nodes waits for less than a second; with RAYAKKA_SOAK it is that of the default profile, which waits for 5 s.
            Assert.False(unreachable.Wait(s_blocked), "A node became unreachable while user code blocked all threads.");
            for (var number = 1; number <= (busily ? 10 : 100); number++)
            {
                first.Engine.Send(first.Id, second.Id, new Engine.Envelope(number, 0, new byte[10]));
                second.Events.Await($"envelope {first.Id} {number}");
            }
        }
        finally
        {
            release.Set();
            Assert.True(ended.Wait(TimeSpan.FromSeconds(30)));
            second.DisposeAsync().AsTask().GetAwaiter().GetResult();
            first.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Block(ManualResetEventSlim release, CountdownEvent ended, bool busily)
    {
        while (busily && !release.IsSet)
        {
            Thread.SpinWait(100);
        }

        release.Wait();
        ended.Signal();
    }

    private static void Watch(TestNode node, ManualResetEventSlim unreachable)
    {
        var system = node.Engine.Node.System;
        var watcher = system.ActorOf(Props.Create(() => new Watcher(unreachable)).WithDispatcher("rayakka.cluster-dispatcher"));
        AkkaCluster.Get(system).Subscribe(watcher, typeof(ClusterEvent.UnreachableMember));
    }

    private sealed class Watcher(ManualResetEventSlim unreachable) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is ClusterEvent.UnreachableMember)
            {
                unreachable.Set();
            }
        }
    }
}
