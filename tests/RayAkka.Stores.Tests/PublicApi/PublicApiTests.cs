using RayAkka.Tests.PublicApi;
using RayAkka.Tests.Support;

namespace RayAkka.Stores.Tests.PublicApi;

/// <summary>The public surface of the packages is text under review, as RayAkka's own.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_OfTheSqlitePackage_IsTheApprovedText() => Check(typeof(RayOptionsSqliteExtensions), "RayAkka.Stores.Sqlite.txt");

    [Fact]
    public void PublicApi_OfThePostgresPackage_IsTheApprovedText() => Check(typeof(RayOptionsPostgresExtensions), "RayAkka.Stores.Postgres.txt");

    private static void Check(Type type, string file)
    {
        ApiApproval.Check(type.Assembly, Repository.PathOf("tests", "RayAkka.Stores.Tests", "PublicApi", file));
        Assert.All(type.Assembly.GetExportedTypes(), exported => Assert.Equal("RayAkka", exported.Namespace));
    }
}
