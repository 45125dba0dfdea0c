using System.Numerics.Tensors;
using static RayAkka.Examples.Neural.NetworkShape;

namespace RayAkka.Examples.Neural;

/// <summary>
/// Forward and backward pass over batches: ReLU hidden units, softmax outputs, cross-entropy loss. Owns the buffers of one batch, so an
/// object serves one caller at a time; the parameters belong to the caller.
/// </summary>
internal sealed class Network(int batchSize)
{
    private readonly float[] _x = new float[batchSize * Inputs];
    private readonly float[] _hidden = new float[batchSize * Hidden];
    private readonly float[] _hiddenDelta = new float[batchSize * Hidden];
    private readonly float[] _scores = new float[batchSize * Outputs];

    /// <summary>Writes the mean gradient over the given images, at most a batch of them, and returns their mean loss.</summary>
    public double Gradient(ReadOnlySpan<float> parameters, LabelledImages images, ReadOnlySpan<Sample> batch, Span<float> gradient)
    {
        var samples = batch.Length;
        for (var s = 0; s < samples; s++)
        {
            images.CopyPixels(batch[s], _x.AsSpan(s * Inputs, Inputs));
        }

        Forward(parameters, samples);

        double loss = 0;
        for (var s = 0; s < samples; s++)
        {
            var scores = _scores.AsSpan(s * Outputs, Outputs);
            TensorPrimitives.SoftMax(scores, scores);
            var label = images.Label(batch[s].Index);
            loss -= Math.Log(Math.Max(scores[label], 1e-12f));

            // softmax and cross-entropy together have the simple derivative p - y
            scores[label] -= 1;
            TensorPrimitives.Multiply(scores, 1f / samples, scores);
        }

        gradient.Clear();
        DenseLayer.AddGradients(_hidden, _scores, gradient.Slice(OutputWeights, Outputs * Hidden), gradient.Slice(OutputBiases, Outputs), samples);
        DenseLayer.Backward(_scores, parameters.Slice(OutputWeights, Outputs * Hidden), _hiddenDelta, Outputs, samples);
        for (var i = 0; i < samples * Hidden; i++)
        {
            _hiddenDelta[i] = _hidden[i] > 0 ? _hiddenDelta[i] : 0;
        }

        DenseLayer.AddGradients(_x, _hiddenDelta, gradient[..HiddenBiases], gradient.Slice(HiddenBiases, Hidden), samples);
        return loss / samples;
    }

    /// <summary>The share of the images that the network names rightly, 0 to 1.</summary>
    public double Accuracy(ReadOnlySpan<float> parameters, LabelledImages images)
    {
        var correct = 0;
        for (var start = 0; start < images.Count; start += batchSize)
        {
            var samples = Math.Min(batchSize, images.Count - start);
            for (var s = 0; s < samples; s++)
            {
                images.CopyPixels(start + s, _x.AsSpan(s * Inputs, Inputs));
            }

            Forward(parameters, samples);
            for (var s = 0; s < samples; s++)
            {
                correct += TensorPrimitives.IndexOfMax<float>(_scores.AsSpan(s * Outputs, Outputs)) == images.Label(start + s) ? 1 : 0;
            }
        }

        return (double)correct / images.Count;
    }

    private void Forward(ReadOnlySpan<float> parameters, int samples)
    {
        DenseLayer.Forward(_x, parameters[..HiddenBiases], parameters.Slice(HiddenBiases, Hidden), _hidden, samples);
        var hidden = _hidden.AsSpan(0, samples * Hidden);
        TensorPrimitives.Max(hidden, 0f, hidden);
        DenseLayer.Forward(hidden, parameters.Slice(OutputWeights, Outputs * Hidden), parameters.Slice(OutputBiases, Outputs), _scores, samples);
    }
}
