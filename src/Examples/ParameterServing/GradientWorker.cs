using RayAkka.Examples.Neural;

namespace RayAkka.Examples.ParameterServing;

/// <summary>
/// Computes gradients over its own share of the training images. It got the server's handle when it was created and calls the server by
/// itself: parameters and gradients never pass through the driver.
/// </summary>
[Remote]
internal sealed class GradientWorker
{
    private readonly float[] _gradient = new float[NetworkShape.ParameterCount];
    private readonly ActorHandle<ParameterServer> _server;
    private readonly LabelledImages _images;
    private readonly Network _network;
    private readonly SampleOrder _order;

    public GradientWorker(ActorHandle<ParameterServer> server, LabelledImages images, TrainingPlan plan, int worker, int workers)
    {
        _server = server;
        _images = images;
        _network = new Network(plan.BatchSize);
        _order = new SampleOrder(images.Count, plan.BatchSize, plan.Seed + worker, first: worker, stride: workers);
    }

    /// <summary>Pulls the parameters, computes a gradient, and has it applied at once, whatever the other workers did meanwhile.</summary>
    public async Task<double> TrainAlone()
    {
        var parameters = await _server.Pull.Remote();
        var loss = _network.Gradient(parameters.Values, _images, _order.NextBatch(), _gradient);

        // The array is copied into the call, so the worker may write the next gradient into it.
        await _server.Push.Remote(_gradient, parameters.Version);
        return loss;
    }

    /// <summary>Where it runs.</summary>
    public NodeId Node() => Ray.RuntimeContext.NodeId;

    /// <summary>The same, but the server only keeps the gradient until the driver has heard from all workers.</summary>
    public async Task<double> TrainTogether()
    {
        var parameters = await _server.Pull.Remote();
        var loss = _network.Gradient(parameters.Values, _images, _order.NextBatch(), _gradient);
        await _server.Collect.Remote(_gradient);
        return loss;
    }
}
