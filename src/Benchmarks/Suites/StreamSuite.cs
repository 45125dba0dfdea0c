using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>Actors that stream.</summary>
internal static class StreamSuite
{
    private const int Items = 20_000;
    private const double LeastItems = 200_000;

    public static IEnumerable<Benchmark> All =>
    [
        new("stream_items", "20,000 ints of one actor's stream, each read as it comes, with the default read-ahead", Streams),
    ];

    private static IEnumerable<Result> Streams(Session session)
    {
        var count = session.Scale(Items);
        var source = StreamingActor.Remote();
        var reader = StreamingActor.Remote();
        var series = Session.InTurn(
            session.Settings,
            floor => floor.Awaited,
            Work.Async(async () =>
            {
                await foreach (var item in source.Count.Remote(count))
                {
                    _ = await item;
                }

                return count;
            }),
            Work.Async(async () =>
            {
                _ = await reader.Read.Remote(source, count);
                return count;
            }));
        yield return Line(session.From(series[1], series[0], "read by the driver"));
        yield return Line(session.From(series[2], series[0], "read by an actor"));
    }

    private static Result Line(Result result) => result with { Unit = "items", Checks = [Check.AtLeast("items/s", result.Median, LeastItems)] };
}
