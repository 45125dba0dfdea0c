namespace RayAkka.Benchmarks.Remotes;

/// <summary>The same with methods that return tasks.</summary>
[Remote]
public class AsyncSmallActor
{
    private int _sum;

    public Task<int> SmallValue() => Task.FromResult(0);

    public Task<int> SmallValueArg(int x) => Task.FromResult(x);

    /// <summary>An int in and an int out.</summary>
    public Task<int> Add(int x) => Task.FromResult(_sum += x);
}
