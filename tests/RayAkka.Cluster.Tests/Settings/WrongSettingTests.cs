using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Tests.Settings;

/// <summary>What is wrong fails at the start, with the key's path and what it should have been.</summary>
public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("rayakka.resources.gpus = 2", "rayakka.resources.gpus is not a setting; did you mean rayakka.resources.gpu?")]
    [InlineData("rayakka { resource { cpu = 2 } }", "rayakka.resource.cpu is not a setting; did you mean rayakka.resources.cpu?")]
    [InlineData("rayakka.gpu = 2", "rayakka.gpu is not a setting; did you mean rayakka.resources.gpu?")]
    [InlineData("rayakka.lables.zone = a", "rayakka.lables.zone is not a setting; did you mean rayakka.labels?")]
    [InlineData("rayakka.drian-timeout = 2 s", "rayakka.drian-timeout is not a setting; did you mean rayakka.drain-timeout?")]
    [InlineData("rayakka.Buckets = 2", "rayakka.Buckets is not a setting; did you mean rayakka.buckets?")]
    [InlineData("rayakka.data-connection.encryption { on = on }", "rayakka.data-connection.encryption.on is not a setting; did you mean rayakka.data-connection.")]
    [InlineData("rayaka.buckets = 2", "rayaka is not a section; did you mean rayakka?")]
    [InlineData("aka.loglevel = DEBUG", "aka is not a section; did you mean akka?")]
    public void Parse_MisspeltKey_NamesTheNearest(string hocon, string expected) => AssertRefused(hocon, expected);

    [Theory]
    [InlineData("rayakka.resources = 4", "rayakka.resources is a group, not a value; it has cpu, gpu, memory, object-store-memory, custom.")]
    [InlineData("rayakka.labels = a", "rayakka.labels is a group of names with values, such as rayakka.labels { zone = a }.")]
    [InlineData("rayakka.buckets.count = 4", "rayakka.buckets.count is not a setting: rayakka.buckets is a value, not a group.")]
    public void Parse_GroupOrValueMixedUp_SaysWhich(string hocon, string expected) => AssertRefused(hocon, expected);

    [Theory]
    [InlineData("resources.gpu = two", "rayakka.resources.gpu is 'two' (the configuration); it must be a number of 0 or more, or auto.")]
    [InlineData("resources.cpu = -1", "rayakka.resources.cpu is '-1' (the configuration); it must be a number of 0 or more, or auto.")]
    [InlineData("resources.memory = 4", "it must be a size with its unit, such as 8 GiB, or auto.")]
    [InlineData("resources.custom.tpu = many", "rayakka.resources.custom.tpu is 'many' (the configuration); it must be a number of 0 or more.")]
    [InlineData("drain-timeout = 30", "it must be a time with its unit, such as 10 s or 500 ms.")]
    [InlineData("resend-after = 0 s", "it must be a time above zero with its unit, such as 10 s or 500 ms.")]
    [InlineData("cluster.join-timeout = soon", "it must be a time above zero with its unit")]
    [InlineData("network.port = 70000", "it must be a whole number from 0 to 65535.")]
    [InlineData("buckets = 1.5", "it must be a whole number from 1 to 1000.")]
    [InlineData("spread-threshold = 2", "it must be a number from 0 to 1.")]
    [InlineData("data-connection.enabled = maybe", "it must be on or off.")]
    [InlineData("role = head", "rayakka.role is 'head' (the configuration); it must be node or driver.")]
    [InlineData("log-level = loud", "it must be debug, info, warning, error or none.")]
    [InlineData("cluster.seeds = \"127.0.0.1:4053\"", "it must be a list, such as [\"a\", \"b\"].")]
    [InlineData("role = [node]", "rayakka.role is [node] (the configuration); it must be node or driver.")]
    [InlineData("cluster.seeds = [\"4053\"]", "rayakka.cluster.seeds has '4053', which is no address of a node of rayakka; write host:port, such as 127.0.0.1:4053.")]
    [InlineData("cluster.seeds = [\"akka.tcp://other@a:1\"]", "which is no address of a node of rayakka")]
    [InlineData("cluster.name = \"a b\"", "rayakka.cluster.name must be letters, digits, '-' and '_'")]
    public void Parse_MistypedValue_SaysWhatItMustBe(string hocon, string expected) => AssertRefused("rayakka." + hocon, expected);

    [Fact]
    public void Parse_SeveralProblems_AreSaidTogether()
    {
        var error = Assert.Throws<ArgumentException>(() => ClusterSettings.Parse("rayakka { buckets = x, role = y }"));

        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Parse_OverrideIsWrong_SaysThatItStandsOnTheCommandLine()
    {
        var error = Assert.Throws<ArgumentException>(() => ClusterSettings.Parse("rayakka.buckets = 2", "rayakka.buckets=many"));

        Assert.Contains("rayakka.buckets is 'many' (the command line)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rayakka.secret = short", "rayakka.secret is too short; it must have 16 characters or more.")]
    [InlineData("rayakka.network.host = \"0.0.0.0\"", "rayakka.secret is empty, but other machines could connect")]
    [InlineData("akka.remote.dot-netty.tcp.hostname = \"0.0.0.0\"", "rayakka.secret is empty, but other machines could connect")]
    [InlineData("rayakka.data-connection.host = \"0.0.0.0\"", "rayakka.secret is empty, but other machines could connect")]
    [InlineData("rayakka { network.host = \"0.0.0.0\", secret = \"a secret of enough letters\" }", "rayakka.network.public-host is empty, and no node can be reached at 0.0.0.0")]
    [InlineData("rayakka.journal.store = oracle", "rayakka.journal.store is 'oracle' (the configuration); it must be memory, sqlite, postgres or akka-persistence.")]
    [InlineData("rayakka.journal.store = postgres", "rayakka.journal.connection is empty; give the connection string of the database.")]
    [InlineData("rayakka.journal.store = sqlite", "rayakka.journal.connection is empty; give the path of the file.")]
    [InlineData("rayakka.journal.connection = x", "rayakka.journal.connection is set, but rayakka.journal.store is memory; name the store, too.")]
    [InlineData("rayakka.role = driver", "rayakka.cluster.seeds is empty; a driver joins a cluster")]
    public void Parse_WhatWouldBeUnsafeOrUseless_IsRefused(string hocon, string expected) => AssertRefused(hocon, expected);

    [Theory]
    [InlineData("rayakka.secret = [\"a very secret text indeed\"]")]
    [InlineData("rayakka.secret = \"very secret\"")]
    [InlineData("rayakka.journal { store = postgres, connection = [\"Password=very secret\"] }")]
    [InlineData("rayakka.journal { connection = \"Password=very secret\" }")]
    public void Parse_WrongSecret_DoesNotShowIt(string hocon)
    {
        var error = Assert.Throws<ArgumentException>(() => ClusterSettings.Parse(hocon));

        Assert.DoesNotContain("very secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rayakka { role = node", "the { of line 1 is not closed.")]
    [InlineData("rayakka {\n role = \"node\n}", "the text that begins in line 2 has no closing quotation mark.")]
    [InlineData("rayakka { }\n}", "line 2 closes with } what was not opened.")]
    [InlineData("rayakka.cluster.seeds = [\"a:1\"}", "line 1 closes with } what was not opened.")]
    public void Parse_BrokenHocon_SaysWhere(string hocon, string expected) => AssertRefused(hocon, expected);

    [Fact]
    public void Parse_BracketsInTextsAndComments_DoNotCount() =>
        Assert.Equal("a } # b", ClusterSettings.Parse("rayakka.labels { x = \"a } # b\" } # }\n// {\n").Labels["x"]);

    private static void AssertRefused(string hocon, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => ClusterSettings.Parse(hocon));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
