namespace RayAkka.Conformance.Samples;

/// <summary>Calls that fail three levels down.</summary>
public static class Chain
{
    [Remote]
    public static int Outer(bool asynchronous) => Ray.Get(Chain.Tasks.Middle.Remote(asynchronous));

    [Remote]
    public static async Task<int> Middle(bool asynchronous) =>
        asynchronous ? await Counter.Remote(0).ThrowTask.Remote("deep down") : Ray.Get(Counter.Remote(0).Throw.Remote("deep down"));

    [Remote]
    public static int Custom() => throw new OddException(42);

    [Remote]
    public static int WithCause() => throw new InvalidOperationException("outer", new FormatException("inner"));
}
