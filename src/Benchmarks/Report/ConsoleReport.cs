using RayAkka.Benchmarks.Harness;
using Spectre.Console;

namespace RayAkka.Benchmarks.Report;

/// <summary>Results as a table in the terminal.</summary>
internal static class ConsoleReport
{
    private const int WidthOfAFile = 200;

    public static void Write(IStage stage, IReadOnlyList<Result> results, bool isSmoke)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfAFile;
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns([.. Row.Heads.Select(head => new TableColumn(Markup.Escape(head)))]);
        table.Columns[0].NoWrap();
        foreach (var result in results)
        {
            var targets = isSmoke ? "" : string.Join('\n', result.Checks.Select(Paint));
            table.AddRow([.. Row.Cells(Markup.Escape, result, targets).Select(cell => new Markup(cell))]);
        }

        AnsiConsole.WriteLine(stage.Title);
        foreach (var fact in stage.Facts)
        {
            Console.WriteLine(fact);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{Machine.Describe()}, {Machine.Date()}");
    }

    private static string Paint(Check check) => $"[{(check.Passed ? "green" : "red")}]{Row.Verdict(check)}[/] {Markup.Escape(check.Text)}";
}
