namespace RayAkka.Simulation.Engine;

/// <summary>A source of chance that gives the same numbers for the same seed, in every version of .NET (SplitMix64).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, not including, the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Happens(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>A source of its own, whose numbers do not depend on how many are taken from this one later.</summary>
    public Chance Split() => new(Next());
}
