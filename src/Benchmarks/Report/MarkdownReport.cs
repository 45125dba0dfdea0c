using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Report;

/// <summary>Results as a page for the repository, with a section for each engine.</summary>
internal static class MarkdownReport
{
    private const string Heading = "## ";

    private static readonly string[] s_title =
    [
        "# Benchmark results",
        "",
        "Written by `dotnet run -c Release --project src/Benchmarks -- --engine NAME --markdown FILE`, which replaces the engine's section.",
        "",
    ];

    /// <summary>Writes the engine's section; what the page says of others stays.</summary>
    public static void Write(string path, IStage stage, IReadOnlyList<Result> results)
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path).ToList() : [];
        if (lines.Count == 0 || lines[0] != s_title[0])
        {
            lines = [.. s_title];
        }

        var start = lines.IndexOf(Heading + stage.Title);
        if (start >= 0)
        {
            var end = lines.FindIndex(start + 1, line => line.StartsWith(Heading, StringComparison.Ordinal));
            lines.RemoveRange(start, (end < 0 ? lines.Count : end) - start);
        }
        else
        {
            start = lines.Count;
        }

        lines.InsertRange(start, Section(stage, results));
        while (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    private static IEnumerable<string> Section(IStage stage, IReadOnlyList<Result> results) =>
    [
        Heading + stage.Title,
        "",
        $"{Machine.Date()}: {Machine.Describe()}.",
        "",
        .. stage.Facts,
        "",
        Line(Row.Heads),
        Line(Row.Heads.Select(_ => "---")),
        .. results.Select(result => Line(Row.Cells(text => text, result, string.Join("<br>", result.Checks.Select(check => $"{Row.Verdict(check)} {check.Text}"))))),
        "",
    ];

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
