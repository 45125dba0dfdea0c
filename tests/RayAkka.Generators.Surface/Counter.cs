namespace RayAkka.Generators.Surface;

/// <summary>The example of the README.</summary>
/// <param name="start">Where it starts.</param>
[Remote(NumCpus = 0.5, MaxRestarts = 3)]
[Resource("tpu", 2)]
[Label("zone", "a")]
public class Counter(int start)
{
    private int _value = start;

    /// <summary>Adds to the value.</summary>
    /// <param name="by">How much.</param>
    /// <returns>The new value.</returns>
    public int Increment(int by = 1) => _value += by;

    public void Reset() => _value = 0;

    public async Task<int> SlowIncrement(int by, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return _value += by;
    }

    public async IAsyncEnumerable<int> Count(int to)
    {
        await Task.Yield();
        for (var i = 0; i < to; i++)
        {
            yield return i;
        }
    }

    public Task Flush() => Task.CompletedTask;

    public ValueTask<string?> Name() => new((string?)null);

    public ValueTask Close() => default;

    [Method(MaxTaskRetries = 2, RetryExceptions = true)]
    public int Read() => _value;

    public override string ToString() => "counter";
}
