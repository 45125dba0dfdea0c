using System.CommandLine;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Report;

var names = new Argument<string[]>("name") { Description = "Benchmarks to run; all if none is named.", Arity = ArgumentArity.ZeroOrMore };
var list = new Option<bool>("--list") { Description = "List the benchmarks and what each times." };
var smoke = new Option<bool>("--smoke") { Description = "Run each benchmark as short as can be, on every engine, to see that it works; the numbers mean nothing." };
var engine = new Option<string?>("--engine") { Description = "embedded (the default) or akka: a cluster of processes on this machine.", HelpName = "NAME" };
var markdown = new Option<FileInfo?>("--markdown") { Description = "Write the results to a file as well: the engine's section of it." };
var command = new RootCommand("Measures RayAkka with the names and shapes of Ray's own microbenchmarks.") { names, list, smoke, engine, markdown };
#if WITH_AKKA
command.Subcommands.Add(RayAkka.Benchmarks.Clusters.NodeMain.Command());
#endif
command.SetAction(parsed =>
{
    var isSmoke = parsed.GetValue(smoke);
    if (Stages.For(parsed.GetValue(engine), isSmoke, out var error) is not { } stages)
    {
        Console.Error.WriteLine(error);
        return 1;
    }

    var wanted = parsed.GetValue(names) ?? [];
    var unknown = wanted.Except(stages.SelectMany(stage => stage.List).Select(benchmark => benchmark.Name), StringComparer.Ordinal).ToList();
    if (unknown.Count > 0)
    {
        Console.Error.WriteLine($"There is no benchmark named {string.Join(" or ", unknown)}; --list shows the names.");
        return 1;
    }

    foreach (var stage in stages)
    {
        var chosen = stage.List.Where(benchmark => wanted.Length == 0 || wanted.Contains(benchmark.Name, StringComparer.Ordinal)).ToList();
        if (parsed.GetValue(list))
        {
            chosen.ForEach(benchmark => Console.WriteLine($"{benchmark.Name,-40} {benchmark.Shape}"));
        }
        else if (chosen.Count > 0)
        {
            Run(stage, chosen, isSmoke ? Settings.Smoke : Settings.Full, parsed.GetValue(markdown));
        }
    }

    return 0;
});
return command.Parse(args).Invoke();

// Misses of a target are shown, not punished: only the machine that the targets were set on can judge them.
static void Run(IStage stage, IEnumerable<Benchmark> benchmarks, Settings settings, FileInfo? markdown)
{
    var results = new List<Result>();
    using (stage)
    {
        foreach (var benchmark in benchmarks)
        {
            Console.Error.WriteLine($"{benchmark.Name}: {benchmark.Shape}");
            stage.Enter(benchmark);
            results.AddRange(benchmark.Run(new Session(benchmark.Name, settings)));
            stage.Leave();
        }
    }

    ConsoleReport.Write(stage, results, settings.IsSmoke);
    if (markdown is not null)
    {
        MarkdownReport.Write(markdown.FullName, stage, results);
    }
}
