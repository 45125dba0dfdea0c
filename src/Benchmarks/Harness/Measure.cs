using System.Diagnostics;

namespace RayAkka.Benchmarks.Harness;

/// <summary>Times works that are compared: warmed up first, then one round of each in turn, so that a slow minute hits all of them.</summary>
internal static class Measure
{
    public static Series[] InTurn(Settings settings, params IReadOnlyList<Work> works)
    {
        foreach (var work in works)
        {
            OneRound(work, settings.WarmUp);
        }

        var rounds = works.Select(_ => new List<Round>()).ToArray();
        for (var round = 0; round < settings.Rounds; round++)
        {
            for (var i = 0; i < works.Count; i++)
            {
                rounds[i].Add(OneRound(works[i], settings.Round));
            }
        }

        return [.. rounds.Select(each => new Series(each))];
    }

    /// <summary>Repeats the work until the time is over; at least once. Garbage of whoever ran before is collected first.</summary>
    public static Round OneRound(Work work, TimeSpan atLeast)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var operations = work.RunFor(atLeast);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Round(operations, elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
