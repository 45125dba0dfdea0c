using RayAkka.Testing;

namespace RayAkka.Examples.Bank;

/// <summary>Where the accounts live, and how to break it: nodes of a cluster in this process that crash, or, on a real cluster, accounts that are killed.</summary>
internal sealed class Vault(IReadOnlyList<ActorHandle<Account>> accounts, RayCluster? cluster, List<ClusterNode> nodes)
{
    private static readonly NodeOptions s_node = new() { NumCpus = 1 };

    private readonly Random _random = new(11);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Starts three nodes in this process, with this program as their driver.</summary>
    public static async Task<(RayCluster Cluster, List<ClusterNode> Nodes)> StartNodesAsync(RayOptions options)
    {
        var cluster = await RayCluster.StartAsync(s_node, options);
        return (cluster, [await cluster.AddNodeAsync(s_node), await cluster.AddNodeAsync(s_node)]);
    }

    /// <summary>How often it was broken.</summary>
    public int Breaks { get; private set; }

    /// <summary>What happened last, for the screen.</summary>
    public string News { get; private set; } = "";

    /// <summary>A node crashes, with all that lives on it, and another takes its place.</summary>
    public async Task BreakAsync()
    {
        await _one.WaitAsync();
        try
        {
            News = cluster is null ? KillAccount() : await KillNodeAsync(cluster);
            Breaks++;
        }
        finally
        {
            _one.Release();
        }
    }

    private string KillAccount()
    {
        var account = _random.Next(accounts.Count);
        Ray.Kill(accounts[account], noRestart: false);
        return $"account {account} was killed";
    }

    private async Task<string> KillNodeAsync(RayCluster cluster)
    {
        var node = nodes[_random.Next(nodes.Count)];
        nodes.Remove(node);
        await cluster.KillNodeAsync(node);
        nodes.Add(await cluster.AddNodeAsync(s_node));
        return $"node {node} was killed";
    }
}
