using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>The structs of the runtime whose fields must agree with each other, and so are not written one by one.</summary>
internal static class StructForms
{
    public static object? For(Type type)
    {
        if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline)
        {
            var array = typeof(InlineArrayForm<,>).MakeGenericType(type, FieldSearch.All(type).Single().FieldType);
            return Activator.CreateInstance(array, inline.Length);
        }

        if (type.IsDefined(typeof(UnsafeValueTypeAttribute), inherit: false))
        {
            return FormTable.Create(typeof(RawForm<>), type);
        }

        if (!type.IsGenericType)
        {
            return null;
        }

        var definition = type.GetGenericTypeDefinition();
        var form = definition == typeof(Memory<>) ? typeof(MemoryForm<>)
            : definition == typeof(ReadOnlyMemory<>) ? typeof(ReadOnlyMemoryForm<>)
            : definition == typeof(ArraySegment<>) ? typeof(ArraySegmentForm<>)
            : definition == typeof(ImmutableArray<>) ? typeof(ImmutableArrayForm<>)
            : null;
        return form is null ? null : FormTable.Create(form, type.GetGenericArguments());
    }
}
