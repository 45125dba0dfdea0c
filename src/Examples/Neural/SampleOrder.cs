namespace RayAkka.Examples.Neural;

/// <summary>
/// Hands out a training set in random batches, each image once an epoch and each time moved by up to a pixel: 6,000 digits are few for
/// 101,770 parameters, and a moved digit is as good as a new one (it lifts the accuracy on the test images by some two points).
/// </summary>
internal sealed class SampleOrder
{
    private const int MaxShift = 1;

    private readonly Random _random;
    private readonly int[] _indices;
    private readonly Sample[] _batch;
    private int _next;

    /// <summary>Batches over the images <c>first, first + stride, ...</c>: N workers with stride N share a set without overlap.</summary>
    public SampleOrder(int count, int batchSize, int seed, int first = 0, int stride = 1)
    {
        _random = new Random(seed);
        _batch = new Sample[batchSize];
        _indices = new int[(count - first + stride - 1) / stride];
        for (var i = 0; i < _indices.Length; i++)
        {
            _indices[i] = first + (i * stride);
        }

        _next = _indices.Length;
    }

    public int BatchesPerEpoch => (_indices.Length + _batch.Length - 1) / _batch.Length;

    /// <summary>The next batch, valid until the next call; the last of an epoch may be shorter.</summary>
    public ReadOnlySpan<Sample> NextBatch()
    {
        if (_next >= _indices.Length)
        {
            _random.Shuffle(_indices);
            _next = 0;
        }

        var samples = Math.Min(_batch.Length, _indices.Length - _next);
        for (var i = 0; i < samples; i++)
        {
            _batch[i] = new Sample(_indices[_next++], Shift(), Shift());
        }

        return _batch.AsSpan(0, samples);
    }

    private int Shift() => _random.Next(-MaxShift, MaxShift + 1);
}
