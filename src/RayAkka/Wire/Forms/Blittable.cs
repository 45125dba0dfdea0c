using System.Numerics;

namespace RayAkka.Wire;

/// <summary>Elements that are copied as they lie in memory: any bits are a sound value of them, on every machine that .NET 10 runs on the same.</summary>
internal static class Blittable
{
    private static readonly HashSet<Type> s_types =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(char),
        typeof(float), typeof(double), typeof(Half), typeof(Int128), typeof(UInt128), typeof(Guid), typeof(TimeSpan), typeof(Complex), typeof(Vector2),
        typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2), typeof(Matrix4x4),
    ];

    public static bool IsElement(Type type) => s_types.Contains(type) || type.IsEnum;
}
