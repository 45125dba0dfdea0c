using System.Globalization;
using System.Reflection;
using System.Text;

namespace RayAkka.Tests.PublicApi;

/// <summary>
/// Writes what users of an assembly can name as C#-like text: types by full name, then their members, in an order that does not depend on
/// the order of the source.
/// </summary>
internal static class PublicApiWriter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Write(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var space in assembly.GetTypes().Where(IsVisible).GroupBy(type => type.Namespace).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(space.Key).Append("\n\n");
            foreach (var type in space.OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                text.Append(Write(type)).Append('\n');
            }
        }

        return text.ToString();
    }

    public static string Write(Type type)
    {
        var text = new StringBuilder(TypeText.Declaration(type)).Append('\n');
        foreach (var line in Members(type))
        {
            text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .OrderBy(field => Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture))
                .Select(field => $"{field.Name} = {field.GetRawConstantValue()}");
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [MemberText.Method(type.GetMethod("Invoke")!)];
        }

        return type.GetMembers(Declared)
            .Select(member => (member.Name, Text: Text(member)))
            .Where(member => member.Text is not null)
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => member.Text!);
    }

    /// <summary>A member's line, or null if users cannot name it or it is written elsewhere.</summary>
    private static string? Text(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsReachable(constructor) => MemberText.Constructor(constructor),
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => MemberText.Field(field),
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsReachable) => MemberText.Property(property),
        EventInfo @event when IsReachable(@event.AddMethod!) => MemberText.Event(@event),
        MethodInfo method when IsReachable(method) && IsWritten(method) => MemberText.Method(method),
        _ => null,
    };

    private static bool IsVisible(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal) &&
        (type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)));

    internal static bool IsReachable(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Leaves out accessors (written with their property) and what the compiler adds to a record by itself.</summary>
    private static bool IsWritten(MethodInfo method) =>
        !method.Name.Contains('<', StringComparison.Ordinal) &&
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) &&
        !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false);
}
