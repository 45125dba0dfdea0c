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

        var name = !type.IsGenericParameter && type.DeclaringType is { } outer && withOuter
            ? $"{NameOfOuter(outer, nameOf)}.{Written(type.Name)}"
            : Written(nameOf(type));
        if (!type.IsGenericType)
            return name;
        var arguments = type.GetGenericArguments().Select(argument => Write(argument, nameOf, withOuter));
        return $"{WithoutArity(name)}<{string.Join(", ", arguments)}>";
    }

    private static string NameOfOuter(Type type, Func<Type, string> nameOf) => type.DeclaringType is { } outer
        ? $"{NameOfOuter(outer, nameOf)}.{WithoutArity(type.Name)}"
        : WithoutArity(nameOf(type));

    // <Lines>d__3 is what becomes of the iterator Lines.
    private static string Written(string name) => name is ['<', .. var rest] && rest.IndexOf('>') is > 0 and var end ? rest[..end] : name;

    private static string WithoutArity(string name)
    {
        var tick = name.LastIndexOf('`');
        return tick < 0 ? name : name[..tick];
    }
}
