using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Cluster.Tests.Processes.Samples;
using RayAkka.Cluster.Tests.Processes.Support;
using Xunit.Abstractions;

namespace RayAkka.Cluster.Tests.Processes;

/// <summary>How long it takes from nothing to the first answered call.</summary>
public sealed class StartTests(ITestOutputHelper output)
{
    private const int Nodes = 3;

    // Some 30 times what a bare process takes: more than the limit only where the machine is so busy that even that one takes long.
    private const int BareOnes = 30;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Start_ThreeNodesAndADriver_AnswerTheFirstCallWithoutWaitingForSharding()
    {
        var bare = await BareAsync();
        var began = Stopwatch.GetTimestamp();
        var cluster = new TestCluster();
        await cluster.InitializeAsync();
        try
        {
            // All three and the driver start together; nobody waits until the others run.
            NodeProcess[] nodes = [cluster.Launch("left"), cluster.Launch("right")];
            Ray.Init(new RayOptions { LoggerFactory = NullLoggerFactory.Instance }.UseAkkaCluster(ProcessCluster.Hocon("driver.conf"), [.. cluster.Overrides, "rayakka.unschedulable-after=60 s"]));
            var witness = Witness.Options(new() { Resources = { ["left"] = 1 } }).Remote();
            var laborer = Laborer.Options(new() { Resources = { ["right"] = 1 } }).Remote(witness);
            Assert.Equal(nodes[1].Id, await laborer.ProcessId.Remote().AsTask().WaitAsync(NodeProcess.Limit));
            var time = Stopwatch.GetElapsedTime(began);

            var slower = await BareAsync();
            bare = slower > bare ? slower : bare;
            output.WriteLine($"driver and {Nodes} node processes: {time.TotalSeconds:F2} s to the first answered call; a bare process: {bare.TotalSeconds:F2} s");
            Assert.InRange(time, TimeSpan.Zero, bare * BareOnes > s_limit ? bare * BareOnes : s_limit);

            // What Akka says once a region has asked its coordinator for a bucket's home five times in vain.
            await Task.WhenAll(nodes.Select(node => node.RunningAsync()));
            Assert.All(nodes.Append(cluster.First), node => Assert.DoesNotContain("buffered messages", node.Output, StringComparison.Ordinal));
        }
        finally
        {
            if (Ray.IsInitialized)
            {
                await Ray.ShutdownAsync();
            }

            await cluster.DisposeAsync();
        }
    }

    /// <summary>How long a process takes that only reads a wrong setting: on a machine that is busy everything takes longer.</summary>
    private static async Task<TimeSpan> BareAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var bare = NodeProcess.StartNode(ProcessCluster.Hocon("head.conf"), "rayakka.buckets=0");
        Assert.Equal(2, await bare.ExitAsync());
        return Stopwatch.GetElapsedTime(began);
    }
}
