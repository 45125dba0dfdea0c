using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>What is written in one attribute, with the resources and labels beside it.</summary>
internal sealed class AttributeValues
{
    private readonly Dictionary<string, object?> _named;

    private AttributeValues(CustomAttributeData attribute, IEnumerable<CustomAttributeData> all)
    {
        _named = attribute.NamedArguments.ToDictionary(a => a.MemberName, a => a.TypedValue.Value, StringComparer.Ordinal);
        foreach (var other in all)
        {
            if (other.AttributeType == typeof(ResourceAttribute))
            {
                Resources[(string)other.ConstructorArguments[0].Value!] = (double)other.ConstructorArguments[1].Value!;
            }
            else if (other.AttributeType == typeof(LabelAttribute))
            {
                Labels[(string)other.ConstructorArguments[0].Value!] = (string)other.ConstructorArguments[1].Value!;
            }
            else if (other.AttributeType == typeof(ConcurrencyGroupAttribute))
            {
                Groups[(string)other.ConstructorArguments[0].Value!] = (int)other.ConstructorArguments[1].Value!;
            }
        }
    }

    public Dictionary<string, double> Resources { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LabelSelector> Labels { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Groups { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => _named.Count == 0 && Groups.Count == 0 && Resources.Count == 0 && Labels.Count == 0;

    /// <summary>Reads what stands on the member itself, not on what it inherits from; null if the attribute does not stand there.</summary>
    public static AttributeValues? Of(MemberInfo member, Type attribute)
    {
        var all = CustomAttributeData.GetCustomAttributes(member);
        return all.FirstOrDefault(a => a.AttributeType == attribute) is { } found ? new AttributeValues(found, all) : null;
    }

    public T? Value<T>(string name)
        where T : struct => _named.TryGetValue(name, out var value) ? (T)value! : null;

    public string? Text(string name) => (string?)_named.GetValueOrDefault(name);

    public IReadOnlyList<Type>? Types(string name) => _named.GetValueOrDefault(name) is IReadOnlyCollection<CustomAttributeTypedArgument> types
        ? [.. types.Select(static type => (Type)type.Value!)]
        : null;

    public RetryExceptions? RetryExceptions(string name) => Value<bool>(name) is { } all ? (RetryExceptions)all : null;
}
