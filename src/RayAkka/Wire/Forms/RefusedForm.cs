using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For structs whose values mean nothing elsewhere, but for the default one, which is their null.</summary>
internal sealed class RefusedForm<T> : WireForm<T>
    where T : struct
{
    public override void Write(WireWriter writer, T value, IWireContext context)
    {
        if (MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()).ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException(Refusals.Of(typeof(T))!.Describe("A value", typeof(T)));
        }
    }

    public override T Read(WireReader reader, IWireContext context) => default;
}
