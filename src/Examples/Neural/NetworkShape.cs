namespace RayAkka.Examples.Neural;

/// <summary>
/// The network 784-128-10 and where its numbers lie in the one flat array that holds them all: hidden weights (one row a hidden unit),
/// hidden biases, output weights (one row a digit), output biases. One array travels to and from a parameter server as one memory copy.
/// </summary>
internal static class NetworkShape
{
    public const int Inputs = 28 * 28;
    public const int Hidden = 128;
    public const int Outputs = 10;

    public const int HiddenBiases = Hidden * Inputs;
    public const int OutputWeights = HiddenBiases + Hidden;
    public const int OutputBiases = OutputWeights + (Outputs * Hidden);
    public const int ParameterCount = OutputBiases + Outputs;

    /// <summary>Random weights whose spread keeps the signal's size from layer to layer (He et al. 2015); biases start at zero.</summary>
    public static float[] NewParameters(int seed)
    {
        var random = new Random(seed);
        var parameters = new float[ParameterCount];
        Fill(parameters.AsSpan(0, HiddenBiases), Inputs, random);
        Fill(parameters.AsSpan(OutputWeights, Outputs * Hidden), Hidden, random);
        return parameters;
    }

    private static void Fill(Span<float> weights, int inputs, Random random)
    {
        var limit = MathF.Sqrt(6f / inputs);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = ((random.NextSingle() * 2) - 1) * limit;
        }
    }
}
