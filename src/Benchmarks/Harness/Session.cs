using RayAkka.Benchmarks.Floors;

namespace RayAkka.Benchmarks.Harness;

/// <summary>One run of one benchmark: what it measures with.</summary>
internal sealed class Session(string name, Settings settings)
{
    public Settings Settings => settings;

    /// <summary>Measures a work against a floor of the same shape.</summary>
    /// <param name="work">What is measured.</param>
    /// <param name="floor">The shape of the floor.</param>
    /// <param name="variant">Said behind the benchmark's name where it has several lines.</param>
    public Result Against(Func<ChannelLoop, Work> floor, Work work, string? variant = null)
    {
        var series = InTurn(settings, floor, work);
        return From(series[1], series[0], variant);
    }

    /// <summary>Measures works and a floor in turn; the floor's rounds come first in the answer.</summary>
    public static Series[] InTurn(Settings settings, Func<ChannelLoop, Work> floor, params IReadOnlyList<Work> works)
    {
        var loop = new ChannelLoop();
        try
        {
            return Measure.InTurn(settings, [floor(loop), .. works]);
        }
        finally
        {
            loop.Stop();
        }
    }

    /// <summary>A line of the report from measured rounds.</summary>
    public Result From(Series work, Series floor, string? variant = null)
    {
        var ratios = work.RatiosTo(floor);
        return new Result
        {
            Name = Title(variant),
            Median = work.Median,
            Best = work.Best,
            BytesPerOperation = work.BytesPerOperation,
            RatioToFloor = Quantiles.Median(ratios),
            Ratios = ratios,
        };
    }

    public string Title(string? variant = null) => variant is null ? name : $"{name}, {variant}";

    /// <summary>A count of the benchmark's shape, made small for a smoke run.</summary>
    public int Scale(int count) => settings.IsSmoke ? Math.Max(1, count / 100) : count;
}
