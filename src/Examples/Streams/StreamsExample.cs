using System.CommandLine;
using RayAkka.Examples.Hosting;
using Spectre.Console;

namespace RayAkka.Examples.Streams;

/// <summary>A pipeline of four streaming actors: the driver reads slowly at first, and all stages wait for it; then they run as fast as the slowest of them.</summary>
internal sealed class StreamsExample() : Example("streams", "Pictures stream through four actors, none of which gets far ahead of the next one.")
{
    private static readonly string[] s_names = ["draw", "blur", "find edges", "select", "the driver"];
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(15);

    private readonly Option<int?> _pictures = CountOption.Create("--pictures", "Pictures to send through (400; small: 60).");
    private readonly Option<int?> _readAhead = CountOption.Create("--read-ahead", "How many pictures a stage may be ahead of the next one (4).");

    public override IEnumerable<Option> Options => [_pictures, _readAhead];

    public override async Task RunAsync(ExampleContext context)
    {
        var pictures = context.Value(_pictures, full: 400, small: 60);
        var readAhead = context.Value(_readAhead, full: 4, small: 4);
        Ray.Init(context.RayOptions);

        ActorHandle<Gauge> gauge = Gauge.Remote(s_names.Length);
        ActorHandle<Stage> last = Stage.Remote(0, null, gauge);
        for (var stage = 1; stage < s_names.Length - 1; stage++)
        {
            last = Stage.Remote(stage, last, gauge);
        }

        var reading = ReadAsync(last, gauge, pictures, readAhead, context.CancellationToken);
        var made = new int[s_names.Length];
        await context.Screen.WatchAsync(() => Draw(made, pictures), reading, async () => made = await gauge.Made.Remote());
        var bright = await reading;

        // The same by hand, in one loop.
        var expected = Enumerable.Range(0, pictures)
            .Sum(i => Picture.CountBright(Picture.Select(Picture.FindEdges(Picture.Blur(Picture.Draw(i))))));
        context.Check(bright == expected, $"{bright:N0} bright pixels in {pictures:N0} pictures that came through in order");

        // Besides those that wait to be read, a stage and the next one have each a picture in their hands that they have not reported.
        var farthest = await gauge.Farthest.Remote();
        context.Check(farthest <= readAhead + 2, $"no stage was more than {farthest} pictures ahead of the next one, with a read-ahead of {readAhead}");

        await StopAsync(context, last, readAhead);
    }

    private static async Task<int> ReadAsync(
        ActorHandle<Stage> last, ActorHandle<Gauge> gauge, int pictures, int readAhead, CancellationToken cancellationToken)
    {
        var bright = 0;
        var read = 0;
        await foreach (ObjectRef<byte[]> picture in last.Run.Options(new() { ReadAhead = readAhead }).Remote(pictures, readAhead))
        {
            bright += Picture.CountBright(await picture);
            await gauge.Report.Remote(s_names.Length - 1, ++read);
            if (read < pictures / 4)
            {
                await Task.Delay(s_slow, TimeProvider.System, cancellationToken);
            }
        }

        return bright;
    }

    /// <summary>Leaving the loop ends the whole pipeline: each stage's token fires, and with its own loop left it stops the stage before.</summary>
    private static async Task StopAsync(ExampleContext context, ActorHandle<Stage> last, int readAhead)
    {
        var read = 0;
        var endless = last.Run.Remote(int.MaxValue, readAhead);
        await foreach (ObjectRef<byte[]> picture in endless)
        {
            await picture;
            if (++read == 10)
            {
                break;
            }
        }

        var left = await endless.Completed;

        // The actors are free again: a short run comes through.
        var again = 0;
        await foreach (ObjectRef<byte[]> _ in last.Run.Remote(3, readAhead))
        {
            again++;
        }

        context.Check(left == 10 && again == 3, $"an endless run that was left after {left} pictures has ended in every stage, and the next run gave all {again}");
    }

    private static Table Draw(int[] made, int pictures)
    {
        var table = new Table().AddColumn("stage").AddColumn(new TableColumn("pictures").RightAligned()).AddColumn(new TableColumn("ahead of the next").RightAligned());
        for (var stage = 0; stage < made.Length; stage++)
        {
            table.AddRow(
                s_names[stage],
                $"{made[stage]:N0} of {pictures:N0}",
                stage + 1 < made.Length ? new string('*', Math.Max(0, made[stage] - made[stage + 1])) : "");
        }

        return table;
    }
}
