using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Hosting;

/// <summary>A node process's ends that come before its node.</summary>
public sealed class RayNodeTests
{
    [Fact]
    public async Task RunAsync_MissingFile_ReturnsTwo() => Assert.Equal(2, await RayNode.RunAsync("hocon/none.conf", []));

    [Fact]
    public async Task RunAsync_MisspeltKey_ReturnsTwo() => Assert.Equal(2, await RayNode.RunAsync(Repository.PathOf("hocon", "head.conf"), ["rayakka.resources.gpus=2"]));

    [Fact]
    public async Task RunAsync_DriverFile_ReturnsTwo() => Assert.Equal(2, await RayNode.RunAsync(Repository.PathOf("hocon", "driver.conf"), []));
}
