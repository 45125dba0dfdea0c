using System.CommandLine;
using RayAkka.Examples.Hosting;
using RayAkka.Examples.Neural;

namespace RayAkka.Examples.ParameterServing;

/// <summary>Actors that hold handles to an actor: workers train one network through a parameter server, in rounds and freely.</summary>
internal sealed class ParameterServerExample()
    : Example("parameter-server", "Workers train one network through a parameter server, in rounds and each at its own pace.")
{
    private const double Wanted = 0.92;
    private const int BatchSize = 32;

    private readonly Option<int?> _workers = CountOption.Create("--workers", "Workers (4).");
    private readonly Option<int?> _epochs = CountOption.Create("--epochs", "Passes over the training images (20; small: 8).");
    private readonly Option<DirectoryInfo> _data = MnistFiles.CreateOption();

    public override IEnumerable<Option> Options => [_workers, _epochs, _data];

    public override async Task RunAsync(ExampleContext context)
    {
        var workers = context.Value(_workers, full: 4, small: 4);
        var epochs = context.Value(_epochs, full: 20, small: 8);
        var directory = context.Value(_data)?.FullName ?? MnistFiles.DefaultDirectory;
        Ray.Init(context.RayOptions);

        // Put stores an object once; refs to it are small and go to as many actors as need it.
        var digits = MnistFiles.LoadTraining(directory);
        ObjectRef<LabelledImages> images = Ray.Put(digits);
        ObjectRef<LabelledImages> test = Ray.Put(MnistFiles.LoadTest(directory));
        var gradients = epochs * digits.Count / BatchSize / workers * workers;

        // A short training that nobody looks at, so that the first of the two below does not pay for compiling the code of both.
        var warmUp = new TrainingPlan(Gradients: 400, BatchSize, Rate: 0.1f, Momentum: 0.5f, Seed: 1);
        await using (var training = new Training(warmUp, workers, images, test, report: static (_, _) => { }))
        {
            await training.RunFreelyAsync();
        }

        TrainingResult? rounds = null;
        TrainingResult? free = null;
        var nodes = 0;
        await context.Screen.ProgressAsync($"synchronous, {workers} workers", async report =>
        {
            var plan = new TrainingPlan(gradients, BatchSize, Rate: 0.1f, Momentum: 0.9f, Seed: 1);
            await using var training = new Training(plan, workers, images, test, report);
            rounds = await training.RunInRoundsAsync();
        });
        await context.Screen.ProgressAsync($"asynchronous, {workers} workers", async report =>
        {
            // Late gradients act like momentum of their own, so it takes less of it.
            var plan = new TrainingPlan(gradients, BatchSize, Rate: 0.3f, Momentum: 0.5f, Seed: 1);
            await using var training = new Training(plan, workers, images, test, report);
            free = await training.RunFreelyAsync();
            nodes = await training.NodesAsync();
        });
        context.Screen.Line($"{workers} workers ran on {nodes} of {Ray.Nodes().Count(node => node.IsAlive)} nodes");

        context.Screen.Show(new LineChart("accuracy on the test images against seconds", lowest: 0.8, highest: 1.0)
            .Add("synchronous", 's', "blue", rounds!.Curve.Select(p => (p.Seconds, p.Accuracy)))
            .Add("asynchronous", 'a', "yellow", free!.Curve.Select(p => (p.Seconds, p.Accuracy)))
            .Render());
        Report(context, "synchronous", gradients, rounds);
        Report(context, "asynchronous", gradients, free);
    }

    private static void Report(ExampleContext context, string name, int gradients, TrainingResult result) => context.Check(
        result.Accuracy >= Wanted,
        $"{name}: accuracy {result.Accuracy:P1} after {gradients:N0} gradients in {result.Time.TotalSeconds:F2} s (wanted: {Wanted:P0})");
}
