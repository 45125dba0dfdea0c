using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>Makes the form of a declared type, once for each.</summary>
internal static class FormTable
{
    public static object Make(Type type)
    {
        if (PlainForms.Find(type) is { } plain)
        {
            return plain;
        }

        if (type == typeof(object))
        {
            return new OpenForm<object>();
        }

        if (type.IsEnum)
        {
            return Create(typeof(EnumForm<,>), type, Enum.GetUnderlyingType(type));
        }

        if (type.IsSZArray && Blittable.IsElement(type.GetElementType()!))
        {
            return Create(typeof(BlitArrayForm<>), type.GetElementType()!);
        }

        if (type == typeof(string[]))
        {
            return new StringArrayForm();
        }

        if (typeof(ObjectRef).IsAssignableFrom(type))
        {
            return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ObjectRef<>) ? Create(typeof(RefForm<>), type.GetGenericArguments()) : new RefForm();
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ActorHandle<>))
        {
            return Create(typeof(HandleForm<>), type.GetGenericArguments());
        }

        if (!type.IsValueType)
        {
            return Create(typeof(OpenForm<>), type);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Create(typeof(NullableForm<>), underlying);
        }

        return StructForms.For(type) ?? (Refusals.Of(type) is not null ? Create(typeof(RefusedForm<>), type) : Create(typeof(StructForm<>), type));
    }

    public static object Create(Type definition, params Type[] arguments) => Activator.CreateInstance(definition.MakeGenericType(arguments), nonPublic: true)!;
}
