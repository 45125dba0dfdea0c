using RayAkka.Examples.Neural;

namespace RayAkka.Examples.ParameterServing;

/// <summary>Measures the parameters while the workers go on training. Its time starts with its first measurement.</summary>
[Remote]
internal sealed class Evaluator(ActorHandle<ParameterServer> server, LabelledImages test)
{
    private readonly Network _network = new(batchSize: 100);
    private long? _started;

    public async Task<AccuracyPoint> Measure()
    {
        var parameters = await server.Pull.Remote();
        var now = TimeProvider.System.GetTimestamp();
        _started ??= now;
        return new AccuracyPoint(TimeProvider.System.GetElapsedTime(_started.Value, now).TotalSeconds, _network.Accuracy(parameters.Values, test));
    }
}
