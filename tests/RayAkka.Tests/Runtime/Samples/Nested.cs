namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Calls that call others, some with blocking waits and some with awaits.</summary>
[Remote]
public class Outer
{
    private readonly ActorHandle<Inner> _inner = Inner.Remote();

    public int Blocking() => Ray.Get(NestedTasks.Tasks.Middle.Remote(_inner));

    public async Task<int> Awaiting()
    {
        var first = await NestedTasks.Tasks.MiddleAsync.Remote(_inner);
        await Task.Yield();
        return first + await _inner.Last.Remote();
    }

    public int Failing() => throw new InvalidOperationException("refused");
}

[Remote]
public class Inner
{
    public int Leaf() => 1;

    public async Task<int> Last()
    {
        await Task.Yield();
        return 2;
    }
}

public static class NestedTasks
{
    [Remote]
    public static int Middle(ActorHandle<Inner> inner) => Ray.Get(inner.Leaf.Remote());

    [Remote]
    public static async Task<int> MiddleAsync(ActorHandle<Inner> inner)
    {
        await Task.Yield();
        return await inner.Leaf.Remote();
    }
}
