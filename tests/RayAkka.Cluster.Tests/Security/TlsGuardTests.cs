using Akka.Configuration;
using RayAkka.Cluster.Security;

namespace RayAkka.Cluster.Tests.Security;

public sealed class TlsGuardTests
{
    private const string Tcp = "akka.remote.dot-netty.tcp.";

    [Theory]
    [InlineData("1.5.30", "CVE-2025-61778")]
    [InlineData("1.5.51.0", "CVE-2025-61778")]
    [InlineData("1.5.52", "cannot be told whose certificates are good")]
    [InlineData("1.5.54", "cannot be told whose certificates are good")]
    public void Check_TlsOnAnOldVersion_IsRefusedInOneSentence(string version, string why)
    {
        var refused = Assert.Throws<ArgumentException>(() => TlsGuard.Check(Config.Empty, isOn: true, Version.Parse(version)));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains(version[..6], refused.Message, StringComparison.Ordinal);
        Assert.Contains("1.5.55 or later", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5.55")]
    [InlineData("1.6.0")]
    public void Check_TlsOnASafeVersion_Passes(string version) => TlsGuard.Check(Config.Empty, isOn: true, Version.Parse(version));

    [Fact]
    public void Check_NoTls_Passes() => TlsGuard.Check(NodeConfig.Reference, isOn: false, new Version(1, 5, 30));

    [Theory]
    [InlineData("enable-ssl = off", true, "rayakka.tls.enabled alone")]
    [InlineData("enable-ssl = on", false, "rayakka.tls.enabled alone")]
    [InlineData("ssl.suppress-validation = on", true, "anybody could join")]
    [InlineData("ssl.require-mutual-authentication = off", true, "anybody could join")]
    public void Check_AkkaSectionThatWeakensIt_IsRefused(string key, bool isOn, string why)
    {
        var refused = Assert.Throws<ArgumentException>(() => TlsGuard.Check(ConfigurationFactory.ParseString(Tcp + key), isOn, new Version(1, 5, 55)));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Installed_Here_IsAVersionOfAkka() => Assert.True(TlsGuard.Installed >= new Version(1, 5));
}
