using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>
/// Copies memory in blocks, and lets another thread have the core between two of them: with few cores a small call would otherwise wait for the end
/// of the copier's time slice, many times what the call itself takes.
/// </summary>
internal static class LargeCopy
{
    private const int Block = 256 * 1024;

    /// <summary>Copies all of <paramref name="source"/> to the start of <paramref name="target"/>.</summary>
    /// <exception cref="ArgumentException">The target is shorter.</exception>
    public static void Copy<T>(ReadOnlySpan<T> source, Span<T> target)
    {
        var block = Block / Unsafe.SizeOf<T>();
        while (source.Length > block && block > 0)
        {
            source[..block].CopyTo(target);
            source = source[block..];
            target = target[block..];
            Thread.Yield();
        }

        source.CopyTo(target);
    }
}
