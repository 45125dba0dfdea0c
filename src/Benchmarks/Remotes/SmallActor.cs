namespace RayAkka.Benchmarks.Remotes;

/// <summary>Ray's benchmark actor: methods that do next to nothing.</summary>
[Remote]
public class SmallActor
{
    private int _sum;

    public int SmallValue() => 0;

    public int SmallValueArg(int x) => x;

    /// <summary>An int in and an int out.</summary>
    public int Add(int x) => _sum += x;
}
