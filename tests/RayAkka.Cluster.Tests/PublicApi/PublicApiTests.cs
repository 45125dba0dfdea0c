using RayAkka.Tests.PublicApi;
using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.PublicApi;

/// <summary>The public surface of the package is text under review, as RayAkka's own.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_OfPackage_IsTheApprovedText() =>
        ApiApproval.Check(typeof(RayNode).Assembly, Repository.PathOf("tests", "RayAkka.Cluster.Tests", "PublicApi", "RayAkka.Cluster.txt"));

    [Fact]
    public void PublicTypes_OfThePackage_StandInTheUsersNamespace() =>
        Assert.All(typeof(RayNode).Assembly.GetExportedTypes(), type => Assert.Contains(type.Namespace, new[] { "RayAkka", "RayAkka.Testing" }));
}
