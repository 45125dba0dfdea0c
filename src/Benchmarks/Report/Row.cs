using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Report;

/// <summary>A result as the cells of a table.</summary>
internal static class Row
{
    public static IReadOnlyList<string> Heads { get; } = ["benchmark", "median /s", "best /s", "bytes each", "ratio to floor", "targets", "note"];

    /// <summary>The cells. The targets are given as they shall stand, since each report paints them in its own way.</summary>
    public static IReadOnlyList<string> Cells(Func<string, string> escape, Result result, string targets) =>
    [
        escape(result.Name),
        escape($"{Numbers.Short(result.Median)} {result.Unit}"),
        escape($"{Numbers.Short(result.Best)} {result.Unit}"),
        result.BytesPerOperation is { } bytes ? Numbers.Short(bytes) : "",
        result.RatioToFloor is { } ratio ? Numbers.Short(ratio) : "",
        targets,
        escape(result.Note),
    ];

    public static string Verdict(Check check) => check.Passed ? "PASS" : "FAIL";
}
