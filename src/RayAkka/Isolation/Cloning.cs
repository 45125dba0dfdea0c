using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>The flat clone of any object, boxed values and arrays of any shape included; no constructor runs.</summary>
internal static class Cloning
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MemberwiseClone")]
    public static extern object Flat(object original);
}
