using RayAkka.Cluster.Security;
using RayAkka.Cluster.Settings;
using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Settings;

/// <summary>The files in hocon/, and files in general.</summary>
public sealed class HoconFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rayakka-");

    public static TheoryData<string> Nodes { get; } = ["head.conf", "cpu-node.conf", "gpu-node.conf", "driver.conf"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Load_FileOfTheRepository_IsValid(string file)
    {
        var settings = ClusterSettings.Load(Repository.PathOf("hocon", file));

        Assert.Equal(file == "driver.conf", settings.IsDriver);
        Assert.Equal("akka.tcp://rayakka@127.0.0.1:4053", Assert.Single(settings.Seeds).ToString());
        Assert.Equal("127.0.0.1", settings.Host);
        Assert.Equal(file == "head.conf" ? 4053 : 0, settings.Port);
        Assert.Equal("keep-oldest", settings.Akka.GetString("akka.cluster.split-brain-resolver.active-strategy"));
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    [InlineData("tls.conf")]
    [InlineData("profiles/default.conf")]
    [InlineData("profiles/fast-failover.conf")]
    public void Keys_OfTheFiles_HaveACommentEach(string file) => AssertCommented(Repository.PathOf("hocon", file));

    [Fact]
    public void Keys_OfTheSettings_HaveACommentEach() => AssertCommented(Repository.PathOf("src", "RayAkka.Cluster", "Settings", "settings.conf"));

    [Fact]
    public void Load_Tls_IsRefusedWhereAkkaRemoteDoesNotAuthenticate()
    {
        var error = Assert.Throws<ArgumentException>(() => ClusterSettings.Load(Repository.PathOf("hocon", "tls.conf")));

        // Its certificates are the user's to make.
        Assert.Contains("rayakka.tls.certificate is certificates/node-1.pfx, which does not exist", error.Message, StringComparison.Ordinal);
        Assert.Equal(TlsGuard.Installed < TlsGuard.FirstUsable, error.Message.Contains("TLS is on, but Akka.Remote", StringComparison.Ordinal));
        Assert.Equal(TlsGuard.Installed < TlsGuard.FirstUsable ? 3 : 2, error.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Load_TlsByAkkasOwnKey_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ClusterSettings.Parse("", "akka.remote.dot-netty.tcp.enable-ssl=true"));

    [Fact]
    public void Load_MissingFile_IsOneSentenceWithThePath()
    {
        var error = Assert.Throws<ArgumentException>(() => ClusterSettings.Load("hocon/none.conf"));

        Assert.StartsWith("The configuration file hocon/none.conf does not exist; looked for " + Path.GetFullPath("hocon/none.conf"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Folder_IsRefused() => Assert.Contains("is a folder", Assert.Throws<ArgumentException>(() => ClusterSettings.Load(_folder.FullName)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_Include_IsRelativeToTheFileAndOverridden()
    {
        Write("base.conf", "rayakka { buckets = 2, role = node }");
        var file = Write("node.conf", "include \"base.conf\"\nrayakka.buckets = 3");

        Assert.Equal(3, ClusterSettings.Load(file).Buckets);
    }

    [Fact]
    public void Load_IncludedProfile_Counts()
    {
        var file = Write("node.conf", $"include \"{Repository.PathOf("hocon", "profiles", "fast-failover.conf").Replace('\\', '/')}\"");

        Assert.Equal(TimeSpan.FromSeconds(2), ClusterSettings.Load(file).Akka.GetTimeSpan("akka.cluster.split-brain-resolver.stable-after"));
    }

    [Fact]
    public void Load_MissingInclude_NamesBothFiles()
    {
        var file = Write("node.conf", "include \"other.conf\"");

        var error = Assert.Throws<ArgumentException>(() => ClusterSettings.Load(file));

        Assert.Contains("other.conf, which", error.Message, StringComparison.Ordinal);
        Assert.Contains("node.conf includes, does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatIncludesItself_IsRefused() =>
        Assert.Contains("includes itself", Assert.Throws<ArgumentException>(() => ClusterSettings.Load(Write("node.conf", "include \"node.conf\""))).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_WrongKey_NamesTheFile()
    {
        var file = Write("node.conf", "rayakka.role = x");

        Assert.Contains($"({file})", Assert.Throws<ArgumentException>(() => ClusterSettings.Load(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OfTheSchema_AreAllRead()
    {
        var schema = SettingsSchema.Instance;
        var reader = new SettingsReader(schema.Paths.ToDictionary(path => path, schema.Default, StringComparer.Ordinal));
        _ = SettingsLoader.Read(reader, "node.conf", Akka.Configuration.Config.Empty);

        Assert.Equal(schema.Paths.Concat(schema.OpenGroups).Order(StringComparer.Ordinal), reader.Read.Order(StringComparer.Ordinal));
        Assert.Empty(reader.Problems);
    }

    private static void AssertCommented(string path)
    {
        var above = "";
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            var isKey = line.Contains(" = ", StringComparison.Ordinal) && !line.StartsWith('#');
            Assert.False(isKey && !above.StartsWith('#'), $"{path}: '{line}' has no comment above it.");
            above = line;
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
