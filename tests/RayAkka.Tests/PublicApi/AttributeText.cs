using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RayAkka.Tests.PublicApi;

/// <summary>The attributes that change what a caller may do or what the compiler does for him.</summary>
internal static class AttributeText
{
    private static readonly HashSet<Type> Meaningful =
    [
        typeof(AttributeUsageAttribute),
        typeof(AsyncMethodBuilderAttribute),
        typeof(CallerArgumentExpressionAttribute),
        typeof(CallerMemberNameAttribute),
        typeof(CollectionBuilderAttribute),
        typeof(DoesNotReturnAttribute),
        typeof(EditorBrowsableAttribute),
        typeof(ExperimentalAttribute),
        typeof(FlagsAttribute),
        typeof(MaybeNullWhenAttribute),
        typeof(NotNullAttribute),
        typeof(NotNullWhenAttribute),
        typeof(ObsoleteAttribute),
        typeof(OverloadResolutionPriorityAttribute),
    ];

    public static string Of(MemberInfo member) => Text(member.GetCustomAttributesData());

    public static string Of(ParameterInfo parameter) => Text(parameter.GetCustomAttributesData());

    private static string Text(IEnumerable<CustomAttributeData> attributes) =>
        string.Concat(attributes.Where(IsMeaningful).Select(One).Order(StringComparer.Ordinal));

    /// <summary>Leaves out the marks that keep old compilers away from constructors of types with required members.</summary>
    private static bool IsMeaningful(CustomAttributeData data) =>
        Meaningful.Contains(data.AttributeType) &&
        !(data.ConstructorArguments is [{ Value: string text }, ..] && text.StartsWith("Constructors of types with required members", StringComparison.Ordinal));

    private static string One(CustomAttributeData data)
    {
        var name = data.AttributeType.Name[..^"Attribute".Length];
        var arguments = data.ConstructorArguments.Select(Value)
            .Concat(data.NamedArguments.Select(argument => $"{argument.MemberName} = {Value(argument.TypedValue)}").Order(StringComparer.Ordinal))
            .ToList();
        return arguments.Count == 0 ? $"[{name}] " : $"[{name}({string.Join(", ", arguments)})] ";
    }

    private static string Value(CustomAttributeTypedArgument argument) => argument switch
    {
        { Value: Type type } => $"typeof({TypeText.Name(type, nullability: null)})",
        { ArgumentType.IsEnum: true, Value: { } value } => Enum.ToObject(argument.ArgumentType, value).ToString()!,
        { Value: string text } => $"\"{text}\"",
        _ => Convert.ToString(argument.Value, CultureInfo.InvariantCulture) ?? "null",
    };
}
