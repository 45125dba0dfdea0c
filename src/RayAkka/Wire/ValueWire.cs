using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>
/// Values by their declared types, without a box for any that has a form of its own. What has none is an object graph: it goes to
/// <see cref="IWireContext.Values"/>. The reader must ask for the same declared type as the writer did: nothing in the bytes says it, except
/// where the declared type leaves the run-time type open.
/// </summary>
internal static class ValueWire
{
    /// <exception cref="ArgumentException">The value, or something inside it, may not travel; one sentence that names it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(WireWriter writer, T value, IWireContext context)
    {
        if (typeof(T) == typeof(int))
        {
            writer.Int(Unsafe.BitCast<T, int>(value));
        }
        else
        {
            Form<T>.Instance.Write(writer, value, context);
        }
    }

    /// <exception cref="WireFormatException">The bytes are not sound, or hold what is not allowed here.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(WireReader reader, IWireContext context) =>
        typeof(T) == typeof(int) ? Unsafe.BitCast<int, T>(reader.Int()) : Form<T>.Instance.Read(reader, context);
}
