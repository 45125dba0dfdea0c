using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>Enums, as the number behind them, whether or not it has a name.</summary>
internal sealed class EnumForm<T, TNumber> : WireForm<T>
    where T : struct, Enum
    where TNumber : struct
{
    public override void Write(WireWriter writer, T value, IWireContext context) =>
        Form<TNumber>.Instance.Write(writer, Unsafe.BitCast<T, TNumber>(value), context);

    public override T Read(WireReader reader, IWireContext context) => Unsafe.BitCast<TNumber, T>(Form<TNumber>.Instance.Read(reader, context));
}
