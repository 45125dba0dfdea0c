using System.Numerics.Tensors;

namespace RayAkka.Examples.Neural;

/// <summary>Stochastic gradient descent with momentum: velocity = momentum * velocity - rate * gradient; parameters += velocity.</summary>
internal sealed class MomentumOptimizer(float momentum)
{
    private readonly float[] _velocity = new float[NetworkShape.ParameterCount];

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float rate)
    {
        TensorPrimitives.Multiply(_velocity, momentum, _velocity);
        TensorPrimitives.MultiplyAdd(gradient, -rate, _velocity, _velocity);
        TensorPrimitives.Add(parameters, _velocity, parameters);
    }
}
