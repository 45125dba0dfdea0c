namespace RayAkka.Isolation;

/// <summary>Types as they are written in C#, for messages.</summary>
internal static class TypeNames
{
    /// <summary>Without namespace, as <c>List&lt;Order&gt;</c>.</summary>
    public static string Short(Type type) => Write(type, static one => one.Name, withOuter: false);

    /// <summary>With namespaces, as <c>System.Func&lt;System.Int32&gt;</c>.</summary>
    public static string Full(Type type) => Write(
        type, static one => string.IsNullOrEmpty(one.Namespace) ? one.Name : one.Namespace + "." + one.Name, withOuter: true);

    private static string Write(Type type, Func<Type, string> nameOf, bool withOuter)
    {
        if (type.IsArray)
            return $"{Write(type.GetElementType()!, nameOf, withOuter)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer)
            return Write(type.GetElementType()!, nameOf, withOuter) + "*";

        var name = type.IsNested && withOuter && type.DeclaringType is { } outer
            ? WithoutArity(nameOf(outer)) + "." + type.Name
            : nameOf(type);
        if (!type.IsGenericType)
            return name;
        var arguments = type.GetGenericArguments().Select(argument => Write(argument, nameOf, withOuter));
        return $"{WithoutArity(name)}<{string.Join(", ", arguments)}>";
    }

    private static string WithoutArity(string name)
    {
        var tick = name.LastIndexOf('`');
        return tick < 0 ? name : name[..tick];
    }
}
