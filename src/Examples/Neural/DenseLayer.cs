using System.Numerics.Tensors;

namespace RayAkka.Examples.Neural;

/// <summary>
/// Matrix products of a fully connected layer over a batch. Every matrix is row-major: a row of <c>x</c> is one sample, a row of
/// <c>weights</c> is one unit. The unit is the outer loop everywhere, so that its row stays in the first-level cache for the whole batch.
/// </summary>
internal static class DenseLayer
{
    /// <summary>y[s, u] = dot(x[s], weights[u]) + biases[u].</summary>
    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> y, int samples)
    {
        var units = biases.Length;
        var inputs = weights.Length / units;
        for (var u = 0; u < units; u++)
        {
            var row = weights.Slice(u * inputs, inputs);
            for (var s = 0; s < samples; s++)
            {
                y[(s * units) + u] = TensorPrimitives.Dot(x.Slice(s * inputs, inputs), row) + biases[u];
            }
        }
    }

    /// <summary>weightGradients[u] += sum over s of delta[s, u] * x[s]; biasGradients[u] += sum over s of delta[s, u].</summary>
    public static void AddGradients(
        ReadOnlySpan<float> x, ReadOnlySpan<float> delta, Span<float> weightGradients, Span<float> biasGradients, int samples)
    {
        var units = biasGradients.Length;
        var inputs = weightGradients.Length / units;
        for (var u = 0; u < units; u++)
        {
            var row = weightGradients.Slice(u * inputs, inputs);
            for (var s = 0; s < samples; s++)
            {
                var d = delta[(s * units) + u];
                if (d != 0) // about half the hidden units are off in any sample
                {
                    TensorPrimitives.MultiplyAdd(x.Slice(s * inputs, inputs), d, row, row);
                    biasGradients[u] += d;
                }
            }
        }
    }

    /// <summary>deltaIn[s] = sum over u of delta[s, u] * weights[u]: the error handed down to the layer below.</summary>
    public static void Backward(ReadOnlySpan<float> delta, ReadOnlySpan<float> weights, Span<float> deltaIn, int units, int samples)
    {
        var inputs = weights.Length / units;
        deltaIn[..(samples * inputs)].Clear();
        for (var u = 0; u < units; u++)
        {
            var row = weights.Slice(u * inputs, inputs);
            for (var s = 0; s < samples; s++)
            {
                var target = deltaIn.Slice(s * inputs, inputs);
                TensorPrimitives.MultiplyAdd(row, delta[(s * units) + u], target, target);
            }
        }
    }
}
