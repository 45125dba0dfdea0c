using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Tests.Hosting;

/// <summary>A node that only notes what is done with it; it drains when the test says so.</summary>
internal sealed class FakeNode : INode, INodeStarter
{
    private readonly TaskCompletionSource<string> _expelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Events { get; } = [];

    public ClusterSettings? Settings { get; private set; }

    public Exception? StartError { get; init; }

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Draining { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Drained { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Expelled => _expelled.Task;

    public void Expel(string reason) => _expelled.SetResult(reason);

    public Task<INode> StartAsync(ClusterSettings settings, ILoggerFactory? logs, CancellationToken cancellationToken)
    {
        Settings = settings;
        if (StartError is not null)
        {
            return Task.FromException<INode>(StartError);
        }

        Events.Add("started");
        Started.SetResult();
        return Task.FromResult<INode>(this);
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Events.Add("draining");
        Draining.SetResult();
        await Drained.Task.WaitAsync(cancellationToken);
        Events.Add("drained");
    }

    public Task ShutdownAsync()
    {
        Events.Add("shut down");
        return Task.CompletedTask;
    }
}
