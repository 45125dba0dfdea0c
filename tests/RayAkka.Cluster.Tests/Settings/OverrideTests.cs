using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Tests.Settings;

/// <summary>File, environment, command line: the later one wins.</summary>
public sealed class OverrideTests
{
    [Fact]
    public void Load_AllThree_TheCommandLineWins()
    {
        const string File = "rayakka { buckets = 1, resources { cpu = 1, gpu = 1, custom { tpu = 1, lpu = 1 } } }";

        var settings = Load(
            File,
            ["rayakka.resources.cpu=3", "rayakka.resources.custom.tpu=3"],
            ("RAYAKKA_RESOURCES_CPU", "2"),
            ("RAYAKKA_RESOURCES_GPU", "2"),
            ("RAYAKKA_RESOURCES_CUSTOM_TPU", "2"));

        Assert.Equal((3, 2, 1), (settings.NumCpus, settings.NumGpus, settings.Buckets));
        Assert.Equal(new Dictionary<string, double> { ["tpu"] = 3, ["lpu"] = 1 }, settings.Resources);
    }

    [Fact]
    public void Load_Environment_ReachesEverySetting()
    {
        var settings = Load(
            "",
            [],
            ("RAYAKKA_SECRET", "a secret from outside"),
            ("RAYAKKA_DATA_CONNECTION_PUBLIC_HOST", "data.example"),
            ("RAYAKKA_CLUSTER_SEEDS", "10.0.0.1:4053, 10.0.0.2:4053"),
            ("RAYAKKA_LABELS_ZONE", "A"));

        Assert.Equal("a secret from outside", settings.Secret);
        Assert.Equal("data.example", settings.DataConnection.PublicHost);
        Assert.Equal([4053, 4053], settings.Seeds.Select(seed => seed.Port));
        Assert.Equal("A", settings.Labels["zone"]);
    }

    [Fact]
    public void Variables_OfAllSettings_AreDifferent()
    {
        var variables = SettingsSchema.Instance.Paths.Select(Overrides.VariableOf).ToList();

        Assert.Equal(variables.Count, variables.Distinct(StringComparer.Ordinal).Count());
        Assert.All(SettingsSchema.Instance.Paths, path => Assert.Equal(path, SettingsSchema.Instance.Find(Overrides.VariableOf(path))));
    }

    [Fact]
    public void Load_ListOnTheCommandLine_IsSplitAtCommas()
    {
        Assert.Equal(["A.*", "B"], Load("", ["rayakka.serialization.allowed-types=A.*,B"]).AllowedTypes);
        Assert.Equal(["A.*", "B"], Load("", ["rayakka.serialization.allowed-types=[\"A.*\", \"B\"]"]).AllowedTypes);
        Assert.Empty(Load("rayakka.serialization.allowed-types = [A]", ["rayakka.serialization.allowed-types="]).AllowedTypes);
    }

    [Theory]
    [InlineData("akka.loglevel=DEBUG", "akka.loglevel", "DEBUG")]
    [InlineData("akka.some.url=akka.tcp://a@b:1", "akka.some.url", "akka.tcp://a@b:1")]
    [InlineData("akka.some.text=a = \"b\" # c", "akka.some.text", "a = \"b\" # c")]
    public void Load_KeyOfAkkaOnTheCommandLine_StandsAboveTheFile(string argument, string key, string expected)
    {
        Assert.Equal(expected, Load("akka { loglevel = INFO, other = 1 }", [argument]).Akka.GetString(key));
        Assert.Equal(1, Load("akka { loglevel = INFO, other = 1 }", [argument]).Akka.GetInt("akka.other"));
    }

    [Fact]
    public void Load_LaterArgument_Wins() => Assert.Equal("b", Load("", ["akka.x=a", "rayakka.buckets=2", "akka.x=b"]).Akka.GetString("akka.x"));

    [Theory]
    [InlineData("gpu=2")]
    [InlineData("rayakka.resources.gpu")]
    [InlineData("--verbose")]
    public void Load_ArgumentThatIsNoOverride_SaysHowToWriteOne(string argument)
    {
        var error = Assert.Throws<ArgumentException>(() => Load("", [argument]));

        Assert.Contains($"'{argument}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("rayakka.resources.gpu=2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MisspeltVariable_IsRefused_ForeignOnesAreNot()
    {
        var error = Assert.Throws<ArgumentException>(() => Load("", [], ("RAYAKKA_RESOURCES_GPUS", "2")));

        Assert.Contains("RAYAKKA_RESOURCES_GPUS is not a setting; did you mean RAYAKKA_RESOURCES_GPU?", error.Message, StringComparison.Ordinal);
        _ = Load("", [], ("RAYAKKA_SEED", "1"), ("RAYAKKA_ACCEPT", "1"), ("RAYAKKA_SERVICE_HOST", "10.0.0.1"), ("RAYAKKA_PORT_80_TCP", "tcp://x"));
    }

    private static ClusterSettings Load(string file, string[] arguments, params (string Name, string Value)[] environment) =>
        SettingsLoader.Load(HoconFile.Parse(file, "node.conf"), "node.conf", arguments, environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
}
