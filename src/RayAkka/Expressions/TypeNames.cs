using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>Names of types and methods as people write them.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var name = tick < 0 ? type.Name : type.Name[..tick];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }

    public static string Of(MethodBase member)
    {
        var type = member.DeclaringType is { } declaring ? Of(declaring) : "";
        return member is ConstructorInfo ? type : $"{type}.{Simple(member)}";
    }

    /// <summary>The method's own name; that of the property for a getter.</summary>
    public static string Simple(MethodBase member) =>
        member.IsSpecialName && member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name[4..] : member.Name;
}
