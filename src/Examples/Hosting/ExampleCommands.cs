using System.CommandLine;

namespace RayAkka.Examples.Hosting;

/// <summary>The command line: a sub-command an example; without one, all of them run. Ctrl-C fires the token that the actions get.</summary>
internal static class ExampleCommands
{
    public static RootCommand Create(IReadOnlyList<Example> examples)
    {
        var small = new Option<bool>("--small")
        {
            Description = "Do as little work as still shows that each result is right.",
            Recursive = true,
        };
        var root = new RootCommand("Real programs with RayAkka. Without a command, all of them run one after the other.");
        root.Options.Add(small);
        root.Options.Add(ClusterOptions.Cluster);
        root.Options.Add(ClusterOptions.Set);
        root.SetAction((parsed, cancel) => RunAsync(parsed, examples, cancel));

        foreach (var example in examples)
        {
            var command = new Command(example.Name, example.Summary);
            foreach (var option in example.Options)
            {
                command.Options.Add(option);
            }

            command.SetAction((parsed, cancel) => RunAsync(parsed, [example], cancel));
            root.Subcommands.Add(command);
        }

        root.Subcommands.Add(ClusterOptions.Node());
        return root;

        Task<int> RunAsync(ParseResult parsed, IReadOnlyList<Example> chosen, CancellationToken cancel) =>
            ClusterOptions.RunAsync(parsed, options => new ExampleRunner(parsed, parsed.GetValue(small), options, cancel).RunAsync(chosen));
    }
}
