using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>The parts of exceptions.</summary>
internal static class ErrorFields
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<FieldInfo>> s_fields = new();

    /// <summary>The fields that the class and its bases below Exception declare, other than the causes of an AggregateException.</summary>
    public static IReadOnlyList<FieldInfo> Of(Type type) => s_fields.GetOrAdd(
        type, static key => [.. FieldSearch.Below(key, typeof(Exception)).Where(field => field.DeclaringType != typeof(AggregateException) && CanBeRead(field.FieldType))]);

    public static string NameOf(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    public static BoxedForm FormOf(Type type) => (BoxedForm)FormTable.Create(typeof(BoxedForm<>), type);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    public static extern ref string? Message(Exception error);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    public static extern ref Exception? Cause(Exception error);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerExceptions")]
    public static extern ref Exception[] Causes(AggregateException error);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_xcode")]
    public static extern ref int Code(Exception error);

    private static bool CanBeRead(Type type) => !type.IsPointer && !type.IsFunctionPointer && !typeof(Delegate).IsAssignableFrom(type);
}
