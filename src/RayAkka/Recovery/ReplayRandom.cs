namespace RayAkka.Recovery;

/// <summary>
/// The random numbers of a replayed actor: the n-th is a function of the actor and of n, so that n is all that a checkpoint must hold. The
/// generator is SplitMix64.
/// </summary>
internal sealed class ReplayRandom(ReplaySession session, ulong seed) : Random(0)
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    /// <summary>How many numbers were drawn.</summary>
    public ulong Draws { get; set; }

    public override int Next() => (int)NextInt64(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)NextInt64(maxValue);
    }

    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    public override long NextInt64() => NextInt64(long.MaxValue);

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (long)Below((ulong)maxValue - (ulong)minValue);
    }

    public override double NextDouble() => (Draw() >> 11) * (1.0 / (1UL << 53));

    public override float NextSingle() => (Draw() >> 40) * (1.0f / (1U << 24));

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public override void NextBytes(Span<byte> buffer)
    {
        for (var i = 0; i < buffer.Length; i += sizeof(ulong))
        {
            var bytes = Draw();
            for (var j = i; j < Math.Min(i + sizeof(ulong), buffer.Length); j++)
            {
                buffer[j] = (byte)bytes;
                bytes >>= 8;
            }
        }
    }

    protected override double Sample() => NextDouble();

    // Every value alike: what would come up more often than others is drawn again.
    private ulong Below(ulong bound)
    {
        if (bound == 0)
        {
            _ = Draw();
            return 0;
        }

        while (true)
        {
            var high = Math.BigMul(Draw(), bound, out var low);
            if (low >= bound || low >= (0 - bound) % bound)
            {
                return high;
            }
        }
    }

    private ulong Draw()
    {
        session.Require();
        return Mix(seed + (Step * ++Draws));
    }

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
