using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Hosting;

/// <summary>Options that lead to a cluster.</summary>
public sealed class UseAkkaClusterTests
{
    [Fact]
    public void UseAkkaCluster_DriverFile_IsADriverOverTheEngine()
    {
        var options = new RayOptions().UseAkkaCluster(Repository.PathOf("hocon", "driver.conf"));

        Assert.Equal(ClusterPart.Driver, options.ClusterPart);
        Assert.Equal(TimeSpan.FromSeconds(10), options.UnschedulableAfter);
        var engine = Assert.IsType<AkkaEngine>(options.EngineFactory!());
        Assert.False(engine.DeliversDirectly);
    }

    [Fact]
    public void UseAkkaCluster_NodeFile_HasItsResourcesWhereTheOptionsSayNothing()
    {
        var options = new RayOptions { NumCpus = 3, Labels = { ["mine"] = "yes" } }
            .UseAkkaCluster(Repository.PathOf("hocon", "gpu-node.conf"), "rayakka.resources.gpu=2", "rayakka.resources.cpu=1", "rayakka.namespace=jobs");

        Assert.Equal(ClusterPart.Node, options.ClusterPart);
        Assert.Equal((3, 2), (options.NumCpus, options.NumGpus));
        Assert.Equal("yes", Assert.Single(options.Labels).Value);
        Assert.Equal("jobs", options.Namespace);
    }

    [Fact]
    public void UseAkkaCluster_WrongSetting_FailsAtOnce()
    {
        var error = Assert.Throws<ArgumentException>(() => new RayOptions().UseAkkaCluster(Repository.PathOf("hocon", "driver.conf"), "rayakka.resources.gpus=2"));

        Assert.Contains("rayakka.resources.gpus is not a setting; did you mean rayakka.resources.gpu?", error.Message, StringComparison.Ordinal);
    }
}
