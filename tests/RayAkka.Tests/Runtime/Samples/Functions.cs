using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

public static class Functions
{
    [Remote]
    public static int Square(int x) => x * x;

    [Remote]
    public static string NameOf(object value) => value.GetType().Name;

    [Remote]
    public static int Block(int latch)
    {
        Latch.Of(latch).Block();
        return latch;
    }

    [Remote]
    public static async Task<int> WaitAsync(int latch)
    {
        await Latch.Of(latch).WaitAsync();
        return latch;
    }

    [Remote]
    public static int Take(Token token) => token.Size;

    [Remote]
    public static int TakeAfter(Token token, int other) => token.Size + other;

    [Remote]
    public static int TakeAndThrow(Token token) => throw new InvalidOperationException($"refuses {token.Size}");

    [Remote]
    public static int TakeAndBlock(Token token, int latch)
    {
        Latch.Of(latch).Block();
        return token.Size;
    }

    [Remote]
    public static ActorHandle<Counter> MakeCounter(int start) => Counter.Remote(start);

    [Remote]
    public static int UseCounter(ActorHandle<Counter> counter, int by) => Ray.Get(counter.Increment.Remote(by));

    [Remote]
    public static async Task<int> CreateAndDispose(int value)
    {
        await using (Counter.Remote(value))
        {
        }

        return value;
    }
}
