using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Settings;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Hosting;

/// <summary>The life of a node process.</summary>
public sealed class NodeProgramTests : IDisposable
{
    private readonly FakeNode _node = new();
    private readonly CapturedLogs _logs = new();
    private readonly StopSignals _signals = new(CancellationToken.None);

    public void Dispose()
    {
        _signals.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task RunAsync_ToldToEnd_DrainsThenShutsDown()
    {
        var run = RunAsync();
        await _node.Started.Task.WaitAsync(Probe.Limit);
        Assert.False(run.IsCompleted);

        _signals.Raise();
        await _node.Draining.Task.WaitAsync(Probe.Limit);
        Assert.False(run.IsCompleted);
        _node.Drained.SetResult();

        Assert.Equal(NodeExit.Left, await run.WaitAsync(Probe.Limit));
        Assert.Equal(["started", "draining", "drained", "shut down"], _node.Events);
    }

    [Fact]
    public async Task RunAsync_ToldTwice_DoesNotWaitForTheDrain()
    {
        var run = RunAsync();
        _signals.Raise();
        await _node.Draining.Task.WaitAsync(Probe.Limit);

        _signals.Raise();

        Assert.Equal(NodeExit.Left, await run.WaitAsync(Probe.Limit));
        Assert.Equal(["started", "draining", "shut down"], _node.Events);
        Assert.Contains(_logs.Lines, line => line.Contains("what still ran here is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_PutOut_EndsWithoutDrainingAndSaysWhy()
    {
        var run = RunAsync();
        await _node.Started.Task.WaitAsync(Probe.Limit);

        _node.Expel("nobody heard it");

        Assert.Equal(NodeExit.Expelled, await run.WaitAsync(Probe.Limit));
        Assert.Equal(["started", "shut down"], _node.Events);
        Assert.Contains(_logs.Lines, line => line.Contains("nobody heard it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_PutOutWhileDraining_DoesNotWaitForTheDrain()
    {
        var run = RunAsync();
        _signals.Raise();
        await _node.Draining.Task.WaitAsync(Probe.Limit);

        _node.Expel("nobody heard it");

        Assert.Equal(NodeExit.Expelled, await run.WaitAsync(Probe.Limit));
    }

    [Fact]
    public async Task RunAsync_ToldToEndWhileJoining_EndsInPeace()
    {
        _signals.Raise();
        var joining = new FakeNode { StartError = new OperationCanceledException(_signals.Stop) };

        Assert.Equal(NodeExit.Left, await RunAsync(joining).WaitAsync(Probe.Limit));
    }

    [Fact]
    public async Task RunAsync_NotLetIn_Throws()
    {
        var joining = new FakeNode { StartError = new RayException("The cluster could not be joined.") };

        await Assert.ThrowsAsync<RayException>(() => RunAsync(joining));
    }

    private Task<NodeExit> RunAsync(FakeNode? node = null) =>
        new NodeProgram(node ?? _node, _logs, _signals.Stop, _signals.StopNow).RunAsync(ClusterSettings.Parse(""));
}
