namespace RayAkka.Cluster.Tests.Processes.Support;

/// <summary>A head that knows the classes of the tests, which start the nodes that they need.</summary>
public sealed class TestCluster : ProcessCluster
{
    internal NodeProcess First => Head;

    /// <summary>Starts a node that has 10 of some resource.</summary>
    internal NodeProcess Launch(string resource) => StartNode("cpu-node.conf", "rayakka.resources.cpu=4", $"rayakka.resources.custom.{resource}=10");

    /// <summary>Starts a node that has 10 of some resource, and waits until it runs.</summary>
    internal async Task<NodeProcess> StartAsync(string resource)
    {
        var node = Launch(resource);
        await node.RunningAsync();
        return node;
    }

    /// <summary>Starts a driver of its own process that makes a detached <see cref="Samples.Tally"/>.</summary>
    internal NodeProcess StartMaker(string name, string place) => NodeProcess.StartNode(["make", name, place, Hocon("driver.conf"), .. Overrides]);

    private protected override NodeProcess Start(params string[] arguments) => NodeProcess.StartNode(arguments);
}
