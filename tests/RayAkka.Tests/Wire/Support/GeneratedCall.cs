using System.Reflection;

namespace RayAkka.Tests.Wire.Support;

/// <summary>Calls of the generator's making that are submitted nowhere.</summary>
internal static class GeneratedCall
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    /// <summary>Makes the call of a class's first method of that name.</summary>
    public static ObjectRef Of(Type holder, string name, Type[] typeArguments, params object?[] arguments)
    {
        var type = holder.GetNestedType(typeArguments.Length == 0 ? name : $"{name}`{typeArguments.Length}", BindingFlags.NonPublic)!;
        type = typeArguments.Length == 0 ? type : type.MakeGenericType(typeArguments);
        return (ObjectRef)Activator.CreateInstance(type, arguments)!;
    }

    public static Type Holder(string name) => typeof(GeneratedCall).Assembly.GetTypes().Single(type => type.Namespace == "RayAkka" && type.Name == name);

    public static object? Argument(ObjectRef call, string field)
    {
        for (var type = call.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(field, Declared) is { } found)
            {
                return found.GetValue(call);
            }
        }

        throw new ArgumentException($"{call.GetType()} has no field {field}.");
    }
}
