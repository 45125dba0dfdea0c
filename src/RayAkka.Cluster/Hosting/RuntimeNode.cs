namespace RayAkka.Cluster.Hosting;

/// <summary>A node of the runtime.</summary>
internal sealed class RuntimeNode(RayRuntime runtime) : INode
{
    public Task<string> Expelled => runtime.WhenExpelled;

    public Task DrainAsync(CancellationToken cancellationToken) => runtime.DrainAsync(cancellationToken);

    public Task ShutdownAsync() => runtime.ShutdownAsync();
}
