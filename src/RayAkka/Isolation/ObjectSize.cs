using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>About how many bytes objects take. Long lists of texts are judged by a few of them: to look at all would cost more than to copy the list.</summary>
internal static class ObjectSize
{
    /// <summary>What an object without an own size counts as.</summary>
    public const long Small = 32;

    private const int Samples = 16;

    public static long OfText(string? text) => text is null ? 0 : (long)text.Length * sizeof(char);

    /// <summary>An array of any shape whose elements are immutable.</summary>
    public static long OfArray(Array array)
    {
        if (array is string?[] texts)
        {
            return OfItems<string?>(texts);
        }

        var element = array.GetType().GetElementType()!;
        return element.IsPrimitive ? Buffer.ByteLength(array) : array.LongLength * (element.IsValueType ? Small : nint.Size);
    }

    public static long OfItems<T>(ReadOnlySpan<T> items)
    {
        if (typeof(T) != typeof(string) || items.IsEmpty)
        {
            return Small + ((long)items.Length * Unsafe.SizeOf<T>());
        }

        var step = Math.Max(1, items.Length / Samples);
        long texts = 0;
        var looked = 0;
        for (var i = 0; i < items.Length; i += step, looked++)
        {
            texts += OfText((string?)(object?)items[i]) + Small;
        }

        return texts / looked * items.Length;
    }
}
