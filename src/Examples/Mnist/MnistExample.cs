using System.CommandLine;
using RayAkka.Examples.Hosting;
using RayAkka.Examples.Neural;

namespace RayAkka.Examples.Mnist;

/// <summary>Training in an actor that asks for a GPU where there is one.</summary>
internal sealed class MnistExample() : Example("mnist", "An actor trains a 784-128-10 network on handwritten digits.")
{
    private const double Wanted = 0.94;

    private readonly Option<DirectoryInfo> _data = MnistFiles.CreateOption();
    private readonly Option<int?> _epochs = CountOption.Create("--epochs", "Passes over the training images (20; small: 12).");

    private readonly Option<int?> _gpus = CountOption.Create("--gpus", "GPUs to say the node has (those that it finds).");

    public override IEnumerable<Option> Options => [_data, _epochs, _gpus];

    public override async Task RunAsync(ExampleContext context)
    {
        var directory = context.Value(_data)?.FullName ?? MnistFiles.DefaultDirectory;
        var epochs = context.Value(_epochs, full: 20, small: 12);

        // GPUs are found by themselves; like every resource they can be given by hand.
        Ray.Init(context.RayOptions with { NumGpus = context.Value(_gpus) });

        // An actor that needs a GPU says so when it is created and then holds that GPU as long as it lives. Asking for one that the
        // cluster does not have is an error, so this program looks first.
        var gpus = Ray.ClusterResources().GetValueOrDefault("GPU") >= 1 ? 1 : 0;
        ActorHandle<DigitTrainer> trainer = DigitTrainer.Options(new() { NumGpus = gpus }).Remote(directory, epochs, 1);

        var (training, test) = await trainer.ImageCounts.Remote();
        var ids = await trainer.GpuIds.Remote();
        context.Screen.Line(gpus == 0
            ? "The cluster has no GPU: the actor asks for NumGpus = 0."
            : $"The cluster has a GPU: the actor asks for NumGpus = 1 and holds GPU {string.Join(", ", ids)}.");
        context.Screen.Line("Either way the arithmetic runs on the CPU, with System.Numerics.Tensors.");

        // The epochs are asked for all at once: the actor goes from one to the next without waiting for the driver to look at the result.
        ObjectRef<EpochResult>[] results = [.. Enumerable.Range(0, epochs).Select(_ => trainer.TrainEpoch.Remote())];
        EpochResult last = default;
        await context.Screen.ProgressAsync($"{training:N0} digits", async report =>
        {
            foreach (var result in results)
            {
                last = await result;
                report((double)last.Epoch / epochs, $"epoch {last.Epoch}, loss {last.Loss:F3}, accuracy {last.Accuracy:P1}");
            }
        });

        context.Check(last.Accuracy >= Wanted, $"{last.Accuracy:P1} of {test:N0} test digits are named rightly (wanted: {Wanted:P0})");
    }
}
