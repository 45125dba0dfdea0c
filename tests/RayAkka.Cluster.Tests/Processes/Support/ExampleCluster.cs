namespace RayAkka.Cluster.Tests.Processes.Support;

/// <summary>Two CPU nodes (the head is one) and a GPU node that know the examples.</summary>
public sealed class ExampleCluster : ProcessCluster
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Task.WhenAll(
            StartNode("cpu-node.conf", "rayakka.resources.cpu=2").RunningAsync(),
            StartNode("gpu-node.conf", "rayakka.resources.cpu=2", "rayakka.resources.gpu=2").RunningAsync());
    }

    private protected override NodeProcess Start(params string[] arguments) => NodeProcess.StartExamples(["node", .. arguments]);
}
