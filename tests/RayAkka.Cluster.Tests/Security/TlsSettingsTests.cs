#if AKKA_TLS
using RayAkka.Cluster.Security;
using RayAkka.Cluster.Settings;
using RayAkka.Cluster.Tests.Security.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Security;

/// <summary>hocon/tls.conf with certificates where it looks for them.</summary>
public sealed class TlsSettingsTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    [Fact]
    public void Load_TlsFile_ReadsItsCertificates()
    {
        var settings = ClusterSettings.Load(Repository.PathOf("hocon", "tls.conf"), [.. _folder.Settings("node-1"), "rayakka.cluster.seeds=10.0.0.1:4053"]);

        var tls = TlsCertificates.Load(settings.Tls!);
        Assert.Equal("CN=node-1", tls.Certificate.Subject);
        Assert.Null(tls.WhyRefused(_folder.Issue("node-2")));

        // Akka calls its encrypted transport by another name.
        Assert.Equal("akka.ssl.tcp://rayakka@10.0.0.1:4053", Assert.Single(settings.Seeds).ToString());
    }

    [Fact]
    public void Load_SeedOfAnUnencryptedCluster_IsRefused() => Assert.Contains(
        "write host:port",
        Assert.Throws<ArgumentException>(() => ClusterSettings.Load(
            Repository.PathOf("hocon", "tls.conf"), [.. _folder.Settings("node-1"), "rayakka.cluster.seeds=akka.tcp://rayakka@10.0.0.1:4053"])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("enable-ssl=off")]
    [InlineData("ssl.suppress-validation=on")]
    public void Load_OverrideThatWeakensIt_IsRefused(string key) => Assert.Throws<ArgumentException>(() => ClusterSettings.Load(
        Repository.PathOf("hocon", "tls.conf"), [.. _folder.Settings("node-1"), $"akka.remote.dot-netty.tcp.{key}"]));

    public void Dispose() => _folder.Dispose();
}
#endif
