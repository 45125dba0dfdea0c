using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster;
using RayAkka.Cluster.Tests.Support;
using Xunit.Abstractions;

namespace RayAkka.Cluster.Tests.Nodes;

/// <summary>Nodes that end without a goodbye, or are not let in.</summary>
public sealed class LossTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Crash_DownedByASurvivor_IsToldOnceAndNothingComesAfter()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        first.Events.Await($"peer {second.Id}");
        second.Engine.Send(second.Id, first.Id, new Engine.Envelope(1, 0, new byte[1]));
        first.Events.Await($"envelope {second.Id} 1");
        var watch = Stopwatch.StartNew();

        await second.Engine.CrashAsync();
        first.Engine.Node.Cluster.Down(second.Engine.Node.Self.Address);

        Assert.Equal($"down {second.Id}: its node has died", first.Events.Await("down"));
        output.WriteLine($"removed after {watch.ElapsedMilliseconds} ms");
        second.Events.Await("expelled: it was killed");
        second.Engine.Send(second.Id, first.Id, new Engine.Envelope(2, 0, new byte[1]));
        Assert.Empty(first.Events.Rest());
    }

    [Fact]
    public async Task Crash_WithARemovalMargin_IsToldThatMuchLater()
    {
        var margin = TimeSpan.FromSeconds(1.5);
        var config = Akka.Configuration.ConfigurationFactory.ParseString("akka.cluster.down-removal-margin = 1.5s");
        await using var first = await TestNode.StartAsync(TestNode.Settings with { Config = config });
        await using var second = await TestNode.StartAsync(joins: first);
        first.Events.Await($"peer {second.Id}");
        var removed = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var system = first.Engine.Node.System;
        var watcher = system.ActorOf(Props.Create(() => new RemovalWatcher(removed)));
        first.Engine.Node.Cluster.Subscribe(watcher, typeof(ClusterEvent.MemberRemoved));

        await second.Engine.CrashAsync();
        first.Engine.Node.Cluster.Down(second.Engine.Node.Self.Address);
        first.Events.Await("down");

        Assert.InRange(Stopwatch.GetElapsedTime(await removed.Task), margin - TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Join_WithAnotherSecret_FailsAndNamesIt()
    {
        await using var first = await TestNode.StartAsync();
        var settings = TestNode.Settings with
        {
            Secret = "another",
            JoinTo = first.Engine.Node.Self.Address,
            JoinTimeout = TimeSpan.FromSeconds(4),
        };
        await using var second = TestNode.Of(settings, TestNode.NewHello());

        var refused = await Assert.ThrowsAsync<RayException>(() => second.Engine.JoinAsync(second.Hello, CancellationToken.None));

        Assert.Contains("rayakka.secret", refused.Message, StringComparison.Ordinal);
        Assert.Contains(first.Engine.Node.Self.HostAndPort, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Events.Rest(), told => told.Contains(second.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Join_NobodyAtTheSeedNode_FailsAndNamesIt()
    {
        var settings = TestNode.Settings with
        {
            Config = Akka.Configuration.ConfigurationFactory.ParseString("akka.cluster.seed-nodes = [\"akka.tcp://rayakka@127.0.0.1:1\"]"),
            JoinTimeout = TimeSpan.FromSeconds(2),
        };
        await using var node = TestNode.Of(settings, TestNode.NewHello());

        var refused = await Assert.ThrowsAsync<RayException>(() => node.Engine.JoinAsync(node.Hello, CancellationToken.None));

        Assert.Contains("akka.tcp://rayakka@127.0.0.1:1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_ANodeThatLives_IsExpelled()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        second.Events.Await($"peer {first.Id}");

        first.Engine.Node.Cluster.Down(second.Engine.Node.Self.Address);

        second.Events.Await("expelled");
        first.Events.Await($"down {second.Id}");
    }

    private sealed class RemovalWatcher(TaskCompletionSource<long> removed) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is ClusterEvent.MemberRemoved)
            {
                removed.TrySetResult(Stopwatch.GetTimestamp());
            }
        }
    }
}
