using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Report;

/// <summary>Results as a page for the repository.</summary>
internal static class MarkdownReport
{
    public static string Write(IReadOnlyList<Result> results)
    {
        var lines = new List<string>
        {
            "# Benchmark results",
            "",
            $"{Machine.Date()}: {Machine.Describe()}.",
            "",
            "Written by `dotnet run -c Release --project src/Benchmarks -- --markdown FILE`. The floor is a bare Channel and TaskCompletionSource loop of the",
            "same shape (for large puts: one copy of the array), measured in the same run, in turn with the benchmark; the ratio is the median over the rounds.",
            "",
            Line(Row.Heads),
            Line(Row.Heads.Select(_ => "---")),
        };
        lines.AddRange(results.Select(result => Line(Row.Cells(text => text, result, string.Join("<br>", result.Checks.Select(check => $"{Row.Verdict(check)} {check.Text}"))))));
        return string.Join('\n', lines) + "\n";
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
