using RayAkka.Examples.Counters;
using RayAkka.Examples.Hosting;

namespace RayAkka.Examples.Handles;

/// <summary>A handle is a value: tasks and actors get it as an argument, keep it in fields and give it back as a result.</summary>
internal sealed class HandlesExample() : Example("handles", "Four tasks and the driver share one counter; a task creates another and returns its handle.")
{
    private const int Loops = 4;
    private const int Reads = 10;

    public override async Task RunAsync(ExampleContext context)
    {
        var times = context.Small ? 1_000 : 20_000;
        Ray.Init(context.RayOptions);

        // Four tasks get the same handle. Their calls mix in the actor's queue in any order, but each caller's own stay in order.
        ActorHandle<Counter> counter = Counter.Remote(0);
        ObjectRef<int>[] loops = [.. Enumerable.Range(0, Loops).Select(_ => Incrementing.Tasks.Loop.Remote(counter, times))];

        // Meanwhile the driver uses it as well: it sees the value grow while the tasks run.
        var seen = new List<int>();
        for (var i = 0; i < Reads; i++)
        {
            seen.Add(await counter.Read.Remote());
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, context.CancellationToken);
        }

        await Ray.GetAsync(loops);
        var total = await counter.Read.Remote();

        context.Screen.Line($"the driver saw {string.Join(", ", seen)}");
        context.Check(seen.Zip(seen.Skip(1), (earlier, later) => earlier <= later).All(grows => grows), $"{Reads} reads that never went back");
        context.Check(total == Loops * times, $"{Loops} tasks x {times:N0} increments = {total:N0}");

        // The other way round: a task makes the actor, and its handle is the task's result.
        ActorHandle<Counter> made = await Incrementing.Tasks.Create.Remote(41);
        var answer = await made.Increment.Remote();
        context.Check(answer == 42, $"the counter that a task started at 41 answers {answer}");
    }
}
