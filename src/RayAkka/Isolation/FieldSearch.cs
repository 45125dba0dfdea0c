using System.Reflection;

namespace RayAkka.Isolation;

/// <summary>The instance fields of a type, private ones and those of base classes included.</summary>
internal static class FieldSearch
{
    public const BindingFlags Instance =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>All of them.</summary>
    public static IEnumerable<FieldInfo> All(Type type) => Below(type, null);

    /// <summary>Those declared by the type and its bases down to, not including, <paramref name="end"/>.</summary>
    public static IEnumerable<FieldInfo> Below(Type type, Type? end)
    {
        for (var current = type; current is not null && current != end; current = current.BaseType)
        {
            foreach (var field in current.GetFields(Instance))
                yield return field;
        }
    }
}
