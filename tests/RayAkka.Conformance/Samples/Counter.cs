namespace RayAkka.Conformance.Samples;

/// <summary>The actor of the README, with every shape of method.</summary>
/// <param name="start">Where it starts.</param>
[Remote]
public class Counter(int start)
{
    private int _value = start;

    public int Increment(int by = 1) => _value += by;

    public void Reset() => _value = 0;

    public int Value() => _value;

    public async Task<int> IncrementTask(int by)
    {
        var before = _value;
        await Task.Yield();
        return _value = before + by;
    }

    public async Task ResetTask()
    {
        await Task.Yield();
        _value = 0;
    }

    public async ValueTask<int> IncrementValueTask(int by)
    {
        await Task.Yield();
        return _value += by;
    }

    public ValueTask<int> IncrementAtOnce(int by) => new(_value += by);

    public async ValueTask ResetValueTask()
    {
        await Task.Yield();
        _value = 0;
    }

    public int Throw(string message) => throw new InvalidOperationException(message);

    public void ThrowVoid(string message) => throw new InvalidOperationException(message);

    public async Task<int> ThrowTask(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task ThrowBeforeTask(string message) => throw new InvalidOperationException(message);

    public async ValueTask<int> ThrowValueTask(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public async ValueTask ThrowVoidValueTask(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }
}
