using RayAkka.Examples.Neural;

namespace RayAkka.Examples.Mnist;

/// <summary>
/// A model that lives in an actor: it keeps its weights, its optimiser and its data for as long as it lives, and calls carry only small
/// things. The data is read where the actor runs, not sent to it.
/// </summary>
[Remote]
internal sealed class DigitTrainer
{
    private const int BatchSize = 64;
    private const float StartRate = 0.1f;

    private readonly Network _network = new(BatchSize);
    private readonly MomentumOptimizer _optimizer = new(momentum: 0.9f);
    private readonly float[] _gradient = new float[NetworkShape.ParameterCount];
    private readonly LabelledImages _training;
    private readonly LabelledImages _test;
    private readonly SampleOrder _order;
    private readonly float[] _parameters;
    private readonly int _epochs;
    private int _epoch;

    public DigitTrainer(string dataDirectory, int epochs, int seed)
    {
        _training = MnistFiles.LoadTraining(dataDirectory);
        _test = MnistFiles.LoadTest(dataDirectory);
        _order = new SampleOrder(_training.Count, BatchSize, seed);
        _parameters = NetworkShape.NewParameters(seed);
        _epochs = epochs;
    }

    /// <summary>How many images it trains on and how many it is tested on.</summary>
    public (int Training, int Test) ImageCounts() => (_training.Count, _test.Count);

    /// <summary>The GPUs that the runtime has set aside for this actor; none if it asked for none.</summary>
    public IReadOnlyList<int> GpuIds() => Ray.GetGpuIds();

    /// <summary>Trains on every image once, then counts the right answers on the test images.</summary>
    public EpochResult TrainEpoch(CancellationToken cancellationToken)
    {
        var rate = StartRate * (1 - ((float)_epoch / _epochs)); // large steps to get there, small ones to settle
        double loss = 0;
        for (var batch = 0; batch < _order.BatchesPerEpoch; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            loss += _network.Gradient(_parameters, _training, _order.NextBatch(), _gradient);
            _optimizer.Step(_parameters, _gradient, rate);
        }

        return new EpochResult(++_epoch, loss / _order.BatchesPerEpoch, _network.Accuracy(_parameters, _test));
    }
}
