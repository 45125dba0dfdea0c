using Akka.Configuration;
using RayAkka.Cluster.Tests.Support;

namespace RayAkka.Cluster.Tests;

public sealed class NodeConfigTests
{
    private const string Transport = "akka.remote.dot-netty.tcp.transport-class";

    [Theory]
    [InlineData(0, false, "ray-node")]
    [InlineData(2, false, "gpu,ray-node")]
    [InlineData(0, true, "driver")]
    public void RolesOf_ANode_FollowFromWhatItHas(double gpus, bool driver, string roles) =>
        Assert.Equal(roles, Roles(TestNode.Settings, gpus, driver));

    [Fact]
    public void RolesOf_RolesThatAreGiven_AreKept() => Assert.Equal(
        "gpu,mine,other,ray-node",
        Roles(TestNode.Settings with { Roles = ["gpu", "mine"], Config = Parse("akka.cluster.roles = [other, driver]") }, gpus: 0, driver: false));

    [Fact]
    public void RolesOf_ADriverSaidToHaveGpus_HasNeither() =>
        Assert.Equal("driver", Roles(TestNode.Settings with { Roles = ["gpu", "ray-node"] }, gpus: 0, driver: true));

    [Fact]
    public void For_OwnFile_StandsAboveTheReference()
    {
        var config = NodeConfig.For(TestNode.Settings with { Config = Parse("akka.cluster.gossip-interval = 7s") }, TestNode.NewHello());

        Assert.Equal(TimeSpan.FromSeconds(7), config.GetTimeSpan("akka.cluster.gossip-interval"));
        Assert.Empty(config.GetStringList("akka.cluster.sharding.distributed-data.durable.keys"));
    }

    [Fact]
    public void For_NoTls_UsesTheTransportWithThreadsOfItsOwn() =>
        Assert.Contains("SocketTransport", NodeConfig.For(TestNode.Settings, TestNode.NewHello()).GetString(Transport), StringComparison.Ordinal);

    [Fact]
    public async Task Join_WithAkkasOwnTransport_MeetsTheOthers()
    {
        var settings = TestNode.Settings with { Config = Parse($"{Transport} = \"Akka.Remote.Transport.DotNetty.TcpTransport,Akka.Remote\"") };
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(settings, joins: first);

        first.Events.Await($"peer {second.Id}");
    }

    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);

    private static string Roles(AkkaEngineSettings settings, double gpus, bool driver) =>
        string.Join(',', NodeConfig.For(settings, TestNode.NewHello(gpus, driver)).GetStringList("akka.cluster.roles"));
}
