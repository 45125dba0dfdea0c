using System.CommandLine;
using RayAkka;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Report;
using RayAkka.Benchmarks.Suites;

var names = new Argument<string[]>("name") { Description = "Benchmarks to run; all if none is named.", Arity = ArgumentArity.ZeroOrMore };
var list = new Option<bool>("--list") { Description = "List the benchmarks and what each times." };
var smoke = new Option<bool>("--smoke") { Description = "Run each benchmark as short as can be, to see that it works; the numbers mean nothing." };
var markdown = new Option<FileInfo?>("--markdown") { Description = "Write the results to a file as well." };
var command = new RootCommand("Measures RayAkka with the names and shapes of Ray's own microbenchmarks.") { names, list, smoke, markdown };
command.SetAction(parsed =>
{
    var wanted = parsed.GetValue(names) ?? [];
    var unknown = wanted.Except(AllBenchmarks.List.Select(benchmark => benchmark.Name), StringComparer.Ordinal).ToList();
    if (unknown.Count > 0)
    {
        Console.Error.WriteLine($"There is no benchmark named {string.Join(" or ", unknown)}; --list shows the names.");
        return 1;
    }

    var chosen = AllBenchmarks.List.Where(benchmark => wanted.Length == 0 || wanted.Contains(benchmark.Name, StringComparer.Ordinal)).ToList();
    if (parsed.GetValue(list))
    {
        chosen.ForEach(benchmark => Console.WriteLine($"{benchmark.Name,-40} {benchmark.Shape}"));
        return 0;
    }

    return Run(chosen, parsed.GetValue(smoke) ? Settings.Smoke : Settings.Full, parsed.GetValue(markdown));
});
return command.Parse(args).Invoke();

// Misses of a target are shown, not punished: only the machine that the targets were set on can judge them.
static int Run(IEnumerable<Benchmark> benchmarks, Settings settings, FileInfo? markdown)
{
    var results = new List<Result>();
    foreach (var benchmark in benchmarks)
    {
        Console.Error.WriteLine($"{benchmark.Name}: {benchmark.Shape}");
        Ray.Init();
        results.AddRange(benchmark.Run(new Session(benchmark.Name, settings)));
        Ray.Shutdown();
    }

    ConsoleReport.Write(results, settings.IsSmoke);
    if (markdown is not null)
    {
        File.WriteAllText(markdown.FullName, MarkdownReport.Write(results));
    }

    return 0;
}
