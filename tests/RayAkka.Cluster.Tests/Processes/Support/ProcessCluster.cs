using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Processes.Support;

/// <summary>Nodes as processes, on free ports. The head has a resource that no other node has.</summary>
public abstract class ProcessCluster : IAsyncLifetime
{
    private readonly List<NodeProcess> _nodes = [];
    private readonly string _headFile = Path.Combine(Path.GetTempPath(), $"rayakka-{Guid.NewGuid():N}.conf");

    /// <summary>What stands above the files of nodes and drivers that join.</summary>
    public IReadOnlyList<string> Overrides { get; private set; } = [];

    /// <summary>The first node, which keeps the books.</summary>
    internal NodeProcess Head => _nodes[0];

    public static string Hocon(string name) => Path.Combine(Repository.Root, "hocon", name);

    public virtual async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(
            _headFile,
            $$"""
            include "{{Hocon("head.conf")}}"
            rayakka { profile = fast-failover, network.port = 0, cluster.seeds = [], resources { cpu = 2, custom { main = 100 } } }
            """);
        var head = Start(_headFile);
        _nodes.Add(head);
        Overrides = [$"rayakka.cluster.seeds={await head.AddressAsync()}", "rayakka.profile=fast-failover"];
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        File.Delete(_headFile);
    }

    /// <summary>Starts another node, which is gone at the latest with the cluster.</summary>
    private protected NodeProcess StartNode(string file, params string[] overrides)
    {
        var node = Start([Hocon(file), .. Overrides, .. overrides]);
        _nodes.Add(node);
        return node;
    }

    private protected abstract NodeProcess Start(params string[] arguments);
}
