using RayAkka.Examples.Hosting;

namespace RayAkka.Examples.Counters;

/// <summary>The smallest program with actors: a remote class, handles, calls, and results by reference.</summary>
internal sealed class CounterExample() : Example("counter", "Ten counters count in parallel, then one of them five times in a row.")
{
    public override async Task RunAsync(ExampleContext context)
    {
        // Starts the runtime in this process, with the machine's CPUs as its resources.
        Ray.Init(context.RayOptions);

        // Remote() returns at once with a handle; the ten actors start in the background.
        ActorHandle<Counter>[] counters = [.. Enumerable.Range(0, 10).Select(_ => Counter.Remote(0))];

        // A call returns at once too, with an ObjectRef that stands for its result: all ten run in parallel. Get waits for all of them.
        ObjectRef<int>[] first = [.. counters.Select(c => c.Increment.Remote())];
        IReadOnlyList<int> parallel = await Ray.GetAsync(first);

        // Calls of one caller on one actor run in the order in which they were made, so none of these has to be awaited before the next.
        ObjectRef<int>[] next = [.. Enumerable.Range(0, 5).Select(_ => counters[0].Increment.Remote())];
        IReadOnlyList<int> serial = await Ray.GetAsync(next);

        context.Check(
            parallel.SequenceEqual(Enumerable.Repeat(1, 10)),
            $"ten counters in parallel: [{string.Join(", ", parallel)}]");
        context.Check(
            serial.SequenceEqual([2, 3, 4, 5, 6]),
            $"five calls on the first:  [{string.Join(", ", serial)}]");

        // Nothing else to do: an actor ends by itself some time after its last handle is gone.
    }
}
