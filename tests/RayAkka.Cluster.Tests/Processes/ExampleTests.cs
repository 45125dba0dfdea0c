using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Cluster.Tests.Processes.Support;

namespace RayAkka.Cluster.Tests.Processes;

/// <summary>The examples, unchanged, on a cluster of processes.</summary>
public sealed class ExampleTests(ExampleCluster cluster) : IClassFixture<ExampleCluster>
{
    [Theory]
    [InlineData("counter")]
    [InlineData("handles")]
    [InlineData("method-tracker")]
    [InlineData("gym")]
    [InlineData("mnist")]
    [InlineData("placement")]
    public Task Run_OnTwoCpuNodesAndAGpuNode_Succeeds(string example) => RunAsync(example);

    [Fact]
    public async Task Run_TasksForAllCpus_RunOnAllNodes() =>
        Assert.Contains("30 tasks ran on 3 of 3 nodes", await RunAsync("progress-pi", "--tasks", "30", "--samples", "10000000"), StringComparison.Ordinal);

    [Fact]
    public async Task Run_WorkersOfAParameterServer_RunOnSeveralNodes() =>
        Assert.Matches("4 workers ran on [23] of 3 nodes", await RunAsync("parameter-server"));

    [Fact]
    public async Task Crash_ADriverInTheMiddle_FreesWhatItsTasksAndActorsHeld()
    {
        Ray.Init(new RayOptions { LoggerFactory = NullLoggerFactory.Instance }.UseAkkaCluster(ProcessCluster.Hocon("driver.conf"), [.. cluster.Overrides]));
        try
        {
            await using var driver = Start("progress-pi", "--samples", "100000000");
            await IsAsync(() => FreeCpus() == 0);

            await driver.CrashAsync();

            // A task that runs cannot be stopped, but what waited is gone, and its CPU is free when it ends.
            await IsAsync(() => FreeCpus() == Ray.ClusterResources()["CPU"]);
            Assert.Equal(3, Ray.Nodes().Count(node => node.IsAlive));
            Assert.Equal(3, Ray.Nodes().Count);
        }
        finally
        {
            await Ray.ShutdownAsync();
        }
    }

    private async Task<string> RunAsync(string example, params string[] options)
    {
        await using var driver = Start([example, "--small", .. options]);

        var exitCode = await driver.ExitAsync();

        Assert.True(exitCode == 0, driver.Output);
        return driver.Output;
    }

    private static double FreeCpus() => Ray.AvailableResources()["CPU"];

    private static async Task IsAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(NodeProcess.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!condition())
        {
            Assert.True(await timer.WaitForNextTickAsync(limit.Token));
        }
    }

    private NodeProcess Start(params string[] arguments) => NodeProcess.StartExamples(
        [.. arguments, "--cluster", ProcessCluster.Hocon("driver.conf"), .. cluster.Overrides.SelectMany(pair => new[] { "--set", pair })]);
}
