using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Settings;
using RayAkka.Recovery.Stores;

namespace RayAkka.Cluster.Tests.Settings;

public sealed class ClusterSettingsTests
{
    [Fact]
    public void Parse_Nothing_HasTheDefaults()
    {
        var settings = ClusterSettings.Parse("");

        Assert.False(settings.IsDriver);
        Assert.Null(settings.Namespace);
        Assert.Null(settings.Secret);
        Assert.Equal("rayakka", settings.ClusterName);
        Assert.Empty(settings.Seeds);
        Assert.Equal(("127.0.0.1", 0, "127.0.0.1"), (settings.Host, settings.Port, settings.PublicHost));
        Assert.Equal((null, null, null), (settings.NumCpus, settings.NumGpus, settings.Memory));
        Assert.Equal(TimeSpan.FromSeconds(10), settings.UnschedulableAfter);
        Assert.Equal(LogLevel.Information, settings.LogLevel);
        Assert.True(settings.DataConnection.IsEnabled);
        Assert.Null(settings.Tls);
    }

    [Fact]
    public void Parse_EveryKind_IsRead()
    {
        var settings = ClusterSettings.Parse(
            """
            rayakka {
              role = driver
              namespace = jobs
              secret = "a secret of enough letters"
              cluster { name = "c-1", seeds = ["10.0.0.1:4053", "akka.tcp://c-1@host-b:4054"], join-timeout = 1.5 min }
              network { host = "0.0.0.0", port = 4055, public-host = me.example }
              resources { cpu = 2.5, gpu = 0, memory = 2 GiB, custom { tpu = 4, "a b" = 0.5 } }
              labels { zone = a, topology.rack = 7 }
              data-connection { enabled = off, port = 4056 }
              serialization.allowed-types = ["Shop.*", "Other.Type"]
              buckets = 3
              resend-after = 250ms
              drain-timeout = 0 s
              spread-threshold = 1
              log-level = none
            }
            """);

        Assert.True(settings.IsDriver);
        Assert.Equal("jobs", settings.Namespace);
        Assert.Equal("a secret of enough letters", settings.Secret);
        Assert.Equal(["akka.tcp://c-1@10.0.0.1:4053", "akka.tcp://c-1@host-b:4054"], settings.Seeds.Select(seed => seed.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(90), settings.JoinTimeout);
        Assert.Equal(("0.0.0.0", 4055, "me.example"), (settings.Host, settings.Port, settings.PublicHost));
        Assert.Equal((2.5, 0, 2L << 30), (settings.NumCpus, settings.NumGpus, settings.Memory));
        Assert.Equal(new Dictionary<string, double> { ["tpu"] = 4, ["a b"] = 0.5 }, settings.Resources);
        Assert.Equal(new Dictionary<string, string> { ["zone"] = "a", ["topology.rack"] = "7" }, settings.Labels);
        Assert.Equal((false, "0.0.0.0", 4056, "me.example"), (settings.DataConnection.IsEnabled, settings.DataConnection.Host, settings.DataConnection.Port, settings.DataConnection.PublicHost));
        Assert.Equal(["Shop.*", "Other.Type"], settings.AllowedTypes);
        Assert.Equal(3, settings.Buckets);
        Assert.Equal(TimeSpan.FromMilliseconds(250), settings.ResendAfter);
        Assert.Equal(TimeSpan.Zero, settings.DrainTimeout);
        Assert.Equal(1, settings.SpreadThreshold);
        Assert.Equal(LogLevel.None, settings.LogLevel);
    }

    [Fact]
    public void Parse_Journal_IsChosenByName()
    {
        Assert.Null(ClusterSettings.Parse("").Journal);
        Assert.Equal(("postgres", "Host=db1;Database=x"), Choice("store = postgres, connection = \"Host=db1;Database=x\""));
        Assert.Equal(("sqlite", Path.GetFullPath("a/journal.db")), Choice("store = sqlite, connection = a/journal.db"));
        Assert.Equal(("sqlite", "/a/journal.db"), Choice("store = sqlite, connection = \"/a/journal.db\""));
        Assert.Equal(("akka-persistence", ""), Choice("store = akka-persistence"));

        static (string, string) Choice(string hocon) => ClusterSettings.Parse($"rayakka.journal {{ {hocon} }}").Journal is { } journal ? (journal.Store, journal.Connection) : default;
    }

    [Fact]
    public void Journal_OfTheProgram_StandsAboveTheFile()
    {
        var settings = ClusterSettings.Parse("rayakka.journal { store = postgres, connection = \"Host=db1\" }");

        Assert.Equal("Host=db1", ClusterEngines.Apply(settings, new RayOptions()).Journal!.Connection);
        Assert.Equal("Host=db2", ClusterEngines.Apply(settings, new RayOptions { Journal = new JournalChoice("postgres", "Host=db2") }).Journal!.Connection);
    }

    [Fact]
    public void Parse_Network_BecomesAkkas()
    {
        var akka = ClusterSettings.Parse("rayakka.network { port = 4053, public-host = outside }").Akka;

        Assert.Equal("127.0.0.1", akka.GetString("akka.remote.dot-netty.tcp.hostname"));
        Assert.Equal("outside", akka.GetString("akka.remote.dot-netty.tcp.public-hostname"));
        Assert.Equal(4053, akka.GetInt("akka.remote.dot-netty.tcp.port"));
    }

    [Fact]
    public void Parse_KeysOfAkka_StandAboveWhatIsDerived()
    {
        var settings = ClusterSettings.Parse(
            """
            rayakka.network.port = 1
            akka { remote.dot-netty.tcp.port = 2, loglevel = DEBUG, cluster.split-brain-resolver.stable-after = 3s }
            other.section = 1
            """);

        Assert.Equal(2, settings.Port);
        Assert.Equal(2, settings.Akka.GetInt("akka.remote.dot-netty.tcp.port"));
        Assert.Equal("DEBUG", settings.Akka.GetString("akka.loglevel"));
        Assert.Equal(TimeSpan.FromSeconds(3), settings.Akka.GetTimeSpan("akka.cluster.split-brain-resolver.stable-after"));
        Assert.False(settings.Akka.HasPath("other"));
        Assert.False(settings.Akka.HasPath("rayakka"));
    }

    [Fact]
    public void Parse_Seeds_BecomeAkkas_WhichStandAboveThem()
    {
        Assert.Equal(["akka.tcp://rayakka@127.0.0.1:1"], ClusterSettings.Parse("rayakka.cluster.seeds = [\"127.0.0.1:1\"]").Akka.GetStringList("akka.cluster.seed-nodes"));

        var both = ClusterSettings.Parse("rayakka.cluster.seeds = [\"127.0.0.1:1\"]\nakka.cluster.seed-nodes = [\"akka.tcp://rayakka@127.0.0.1:2\"]");
        Assert.Equal(["akka.tcp://rayakka@127.0.0.1:2"], both.Seeds.Select(seed => seed.ToString()));
        Assert.Equal(["akka.tcp://rayakka@127.0.0.1:2"], both.Akka.GetStringList("akka.cluster.seed-nodes"));
    }

    [Theory]
    [InlineData("default", 7, 5)]
    [InlineData("fast-failover", 2, 1.5)]
    public void Parse_Profile_SetsTheFailureDetector(string profile, double stableAfter, double pause)
    {
        var akka = ClusterSettings.Parse($"rayakka.profile = {profile}").Akka;

        Assert.Equal(TimeSpan.FromSeconds(stableAfter), akka.GetTimeSpan("akka.cluster.split-brain-resolver.stable-after"));
        Assert.Equal(TimeSpan.FromSeconds(pause), akka.GetTimeSpan("akka.cluster.failure-detector.acceptable-heartbeat-pause"));
    }

    [Fact]
    public void FastFailover_PauseAndStableAfter_AreBelowFiveSeconds()
    {
        var cluster = ClusterSettings.Parse("rayakka.profile = fast-failover").Akka.GetConfig("akka.cluster");

        var sum = cluster.GetTimeSpan("failure-detector.acceptable-heartbeat-pause") + cluster.GetTimeSpan("split-brain-resolver.stable-after");
        Assert.InRange(sum, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void ToString_WithSecrets_TellsNone()
    {
        var settings = ClusterSettings.Parse("rayakka.secret = \"a secret of enough letters\"");

        Assert.DoesNotContain("letters", settings.ToString(), StringComparison.Ordinal);
    }
}
