using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>Measures against Akka.NET alone.</summary>
internal static class Rounds
{
    public const int Count = 5;

    // The compilers of several processes share the cores, and are done later than the one of one process.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);

    public static Settings Of(Session session)
    {
        var settings = session.Settings with { Rounds = Math.Min(Count, session.Settings.Rounds) };
        return settings.IsSmoke ? settings : settings with { WarmUp = s_warmUp };
    }

    /// <summary>Rounds of the baseline and of the work in turn; the note says what the baseline came to.</summary>
    public static Result Against(Session session, Work raw, Work work, string variant)
    {
        var series = Measure.InTurn(Of(session), raw, work);
        return From(session, series[1], series[0], variant, "calls", 1);
    }

    public static Result From(Session session, Series work, Series raw, string variant, string unit, double factor)
    {
        var result = session.From(work, raw, variant).In(unit, factor);
        return result with { Note = $"floor {Numbers.Short(raw.Median * factor)}/s" };
    }
}
