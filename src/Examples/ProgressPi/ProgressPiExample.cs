using System.CommandLine;
using RayAkka.Examples.Hosting;

namespace RayAkka.Examples.ProgressPi;

/// <summary>Tasks over all CPUs, and an actor through which they say how far they are.</summary>
internal sealed class ProgressPiExample() : Example("progress-pi", "Tasks estimate pi on all CPUs and report to a progress actor.")
{
    private const double Tolerance = 0.001;
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(50);

    private readonly Option<int?> _tasks = CountOption.Create("--tasks", "Sampling tasks (100; small: 10).");
    private readonly Option<int?> _samples = CountOption.Create("--samples", "Samples a task (10,000,000; small: 1,000,000).");

    public override IEnumerable<Option> Options => [_tasks, _samples];

    public override async Task RunAsync(ExampleContext context)
    {
        var tasks = context.Value(_tasks, full: 100, small: 10);
        long samples = context.Value(_samples, full: 10_000_000, small: 1_000_000);
        Ray.Init(context.RayOptions);

        // Each task asks for one CPU, so as many run at a time as the cluster has; the others wait their turn. The handle goes along as
        // an argument.
        ActorHandle<ProgressActor> progress = ProgressActor.Remote(tasks, samples);
        ObjectRef<long>[] inside = [.. Enumerable.Range(0, tasks).Select(task => Pi.Tasks.Sample.Remote(samples, task, progress))];

        var cpus = Ray.ClusterResources()["CPU"];
        await context.Screen.ProgressAsync($"{tasks} tasks on {cpus} CPUs", async report =>
        {
            double fraction;
            do
            {
                await Task.Delay(s_lookAgain, TimeProvider.System, context.CancellationToken);
                fraction = await progress.Fraction.Remote();
                report(fraction, $"{fraction * tasks * samples / 1e6:F0} million samples");
            }
            while (fraction < 1);
        });

        context.Screen.Line($"{tasks} tasks ran on {await progress.Nodes.Remote()} of {Ray.Nodes().Count(node => node.IsAlive)} nodes");
        var total = (await Ray.GetAsync(inside)).Sum();
        var estimate = 4.0 * total / (tasks * samples);
        context.Check(
            Math.Abs(estimate - Math.PI) < Tolerance,
            $"pi is about {estimate:F6}, off by {Math.Abs(estimate - Math.PI):F6} after {tasks} x {samples:N0} samples");
    }
}
