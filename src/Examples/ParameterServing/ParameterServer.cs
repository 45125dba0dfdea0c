using System.Numerics.Tensors;
using RayAkka.Examples.Neural;

namespace RayAkka.Examples.ParameterServing;

/// <summary>
/// The one owner of the parameters that all workers train. It runs a call at a time, so a gradient is always applied to whole parameters,
/// and it needs no lock. Two ways to give it gradients: <see cref="Push"/> applies one at once; <see cref="Collect"/> gathers them until
/// <see cref="ApplyMean"/> applies their mean.
/// </summary>
[Remote]
internal sealed class ParameterServer
{
    private readonly float[] _collected = new float[NetworkShape.ParameterCount];
    private readonly TrainingPlan _plan;
    private readonly float[] _parameters;
    private readonly MomentumOptimizer _optimizer;
    private int _collectedCount;
    private int _gradients;
    private int _version;

    public ParameterServer(TrainingPlan plan)
    {
        _plan = plan;
        _parameters = NetworkShape.NewParameters(plan.Seed);
        _optimizer = new MomentumOptimizer(plan.Momentum);
    }

    /// <summary>The parameters as they are now. Each caller gets a copy of its own, taken before the next call runs.</summary>
    public ParameterSnapshot Pull() => new(_version, _parameters);

    /// <summary>
    /// Applies a gradient that was computed from the parameters of a version. The further they have moved since, the less it counts
    /// (Zhang et al. 2016): without that, momentum makes late gradients overshoot.
    /// </summary>
    public void Push(float[] gradient, int version) => Apply(gradient, weight: 1f / (1 + _version - version), gradients: 1);

    public void Collect(float[] gradient)
    {
        TensorPrimitives.Add(_collected, gradient, _collected);
        _collectedCount++;
    }

    public void ApplyMean()
    {
        Apply(_collected, weight: 1f / _collectedCount, _collectedCount);
        _collected.AsSpan().Clear();
        _collectedCount = 0;
    }

    private void Apply(float[] gradient, float weight, int gradients)
    {
        var rate = _plan.Rate * Math.Max(0, 1 - ((float)_gradients / _plan.Gradients));
        _optimizer.Step(_parameters, gradient, rate * weight);
        _gradients += gradients;
        _version++;
    }
}
