using System.Text;

namespace RayAkka.Wire;

/// <summary>
/// How a type is named between processes: its full name and the simple name of its assembly, in the grammar of the runtime
/// (<c>Ns.Outer+Inner`1[[Ns.Argument, Assembly]], Assembly</c>), without versions.
/// </summary>
internal static class TypeSpelling
{
    public static string Of(Type type)
    {
        var text = new StringBuilder();
        Append(text, type);
        return text.Append(", ").Append(AssemblyOf(type)).ToString();
    }

    private static void Append(StringBuilder text, Type type)
    {
        if (type.IsArray)
        {
            Append(text, type.GetElementType()!);
            text.Append(type.IsSZArray ? "[]" : type.GetArrayRank() == 1 ? "[*]" : $"[{new string(',', type.GetArrayRank() - 1)}]");
            return;
        }

        if (!type.IsConstructedGenericType)
        {
            text.Append(type.FullName ?? throw new ArgumentException($"The type {type} has no name of its own and cannot travel; pass a closed, named type."));
            return;
        }

        Append(text, type.GetGenericTypeDefinition());
        var separator = '[';
        foreach (var argument in type.GetGenericArguments())
        {
            text.Append(separator).Append('[').Append(Of(argument)).Append(']');
            separator = ',';
        }

        text.Append(']');
    }

    private static string AssemblyOf(Type type)
    {
        while (type.IsArray)
        {
            type = type.GetElementType()!;
        }

        return type.Assembly.GetName().Name!;
    }
}
