using System.CommandLine;

namespace RayAkka.Examples.Hosting;

/// <summary>What the command line knows of clusters. Without the Akka.NET engine it knows them too, and says why there are none.</summary>
internal static class ClusterOptions
{
    private const string NodeName = "node";
#if !WITH_AKKA
    private const string LeftOut =
        "The Akka.NET engine was left out of this build, since no configured package source has the packages it needs; add one that has Akka 1.5 and build again.";
#endif

    public static Option<string?> Cluster { get; } = new("--cluster")
    {
        Description = "Run on the cluster that a HOCON file such as hocon/driver.conf leads to.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "With --cluster: stands above the file, such as --set rayakka.cluster.seeds=10.0.0.1:4053; any number of times.",
        HelpName = "key=value",
        Recursive = true,
    };

    /// <summary>Whether the command line asks for a node.</summary>
    public static bool IsNode(ParseResult parsed) => parsed.CommandResult.Command.Name == NodeName;

    /// <summary>The sub-command that runs a node.</summary>
    public static Command Node()
    {
        var file = new Argument<string>("file") { Description = "The node's configuration, such as hocon/cpu-node.conf." };
        var overrides = new Argument<string[]>("key=value") { Description = "Stands above the file, such as rayakka.resources.gpu=2.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(NodeName, "Run a node of a cluster, until Ctrl-C; the examples then run on it with --cluster.") { file, overrides };
#if WITH_AKKA
        command.SetAction((parsed, cancel) => RayNode.RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(overrides) ?? [], cancel));
#else
        command.SetAction(_ => Refuse());
#endif
        return command;
    }

    /// <summary>Runs with options for where the command line says; a wrong configuration is told in its own words.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Func<RayOptions, Task<int>> run)
    {
        if (parsed.GetValue(Cluster) is not { } file)
        {
            return await run(new RayOptions());
        }

#if WITH_AKKA
        RayOptions options;
        try
        {
            options = new RayOptions().UseAkkaCluster(file, parsed.GetValue(Set) ?? []);
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        return await run(options);
#else
        return Refuse();
#endif
    }

#if !WITH_AKKA
    private static int Refuse()
    {
        Console.Error.WriteLine(LeftOut);
        return 1;
    }
#endif
}
