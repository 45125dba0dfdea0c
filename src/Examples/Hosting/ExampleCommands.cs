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
        root.SetAction((parsed, cancel) => new ExampleRunner(parsed, parsed.GetValue(small), cancel).RunAsync(examples));

        foreach (var example in examples)
        {
            var command = new Command(example.Name, example.Summary);
            foreach (var option in example.Options)
            {
                command.Options.Add(option);
            }

            command.SetAction((parsed, cancel) => new ExampleRunner(parsed, parsed.GetValue(small), cancel).RunAsync([example]));
            root.Subcommands.Add(command);
        }

        return root;
    }
}
