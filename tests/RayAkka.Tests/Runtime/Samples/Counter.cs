using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

[Remote]
public class Counter(int start)
{
    private int _value = start;

    public int Increment(int by = 1) => _value += by;

    public int Block(int latch)
    {
        Latch.Of(latch).Block();
        return ++_value;
    }

    public async Task<int> WaitAsync(int latch)
    {
        await Latch.Of(latch).WaitAsync();
        return ++_value;
    }

    public int Take(Token token) => _value += token.Size;

    public int TakeAndBlock(Token token, int latch)
    {
        Latch.Of(latch).Block();
        return token.Size;
    }

    public int TakeAndThrow(Token token) => throw new InvalidOperationException($"refuses {token.Size}");

    public int WithToken(int by, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        return _value += by;
    }

    public Token Make() => new();
}
