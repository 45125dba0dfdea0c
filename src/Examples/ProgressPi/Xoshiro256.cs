using System.Numerics;

namespace RayAkka.Examples.ProgressPi;

/// <summary>
/// The generator xoshiro256++ (Blackman and Vigna 2019), seeded by splitmix64 as its authors advise: the same numbers for the same seed on
/// every machine and in every version of .NET, which <see cref="Random"/> does not promise.
/// </summary>
internal struct Xoshiro256
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Xoshiro256(ulong seed)
    {
        _a = SplitMix(ref seed);
        _b = SplitMix(ref seed);
        _c = SplitMix(ref seed);
        _d = SplitMix(ref seed);
    }

    /// <summary>A number from 0 up to but not including 1, in steps of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        var result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
