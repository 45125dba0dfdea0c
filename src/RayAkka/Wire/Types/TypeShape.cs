using System.Collections.Concurrent;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>
/// A number that tells whether two processes mean the same fields by a type's name: values travel field by field without names, so that another
/// build of a class would read one field as another.
/// </summary>
internal static class TypeShape
{
    private static readonly ConcurrentDictionary<Type, uint> s_shapes = new();

    /// <summary>The number; 0 for types of the runtime, which are not told apart.</summary>
    public static uint Of(Type type) => s_shapes.TryGetValue(type, out var shape) ? shape : s_shapes[type] = Compute(type);

    /// <exception cref="WireFormatException">The other process has other fields.</exception>
    public static void Check(Type type, uint shape)
    {
        if (Of(type) != shape)
        {
            throw new WireFormatException($"The type {TypeNames.Full(type)} has other fields here than where the value comes from; run the same build on all nodes.");
        }
    }

    private static uint Compute(Type type)
    {
        while (type.IsArray)
        {
            type = type.GetElementType()!;
        }

        if (type.IsEnum)
        {
            return Hash(0, type.GetEnumUnderlyingType().Name);
        }

        if (type.IsInterface || AssemblyFacts.IsPlatform(type.Assembly) || type.ContainsGenericParameters)
        {
            return 0;
        }

        var hash = 1u;
        foreach (var field in FieldCode<object>.Order(type, null).Where(field => !AssemblyFacts.IsPlatform(field.DeclaringType!.Assembly)))
        {
            // What a struct holds stands in the place of the field; an object tells its own shape.
            hash = Hash(Hash(hash, field.Name), field.FieldType.ToString());
            hash = field.FieldType.IsValueType && field.FieldType != type ? (hash * 16777619) ^ Of(field.FieldType) : hash;
        }

        return hash;
    }

    private static uint Hash(uint hash, string text)
    {
        foreach (var one in text)
        {
            hash = (hash ^ one) * 16777619;
        }

        return hash;
    }
}
