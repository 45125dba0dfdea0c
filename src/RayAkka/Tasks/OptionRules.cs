using RayAkka.Scheduling;

namespace RayAkka.Tasks;

/// <summary>Checks of option values that actors, calls and tasks share.</summary>
internal static class OptionRules
{
    public static int Retries(int value, string name) =>
        value >= -1 ? value : throw new ArgumentException($"{name} is {value}; it must be -1 (no limit), 0 or more.", name);

    /// <summary>The longest time that a timer takes; whoever asks for more means no limit.</summary>
    public static TimeSpan LongestTimeout { get; } = TimeSpan.FromDays(49);

    public static TimeSpan? Timeout(TimeSpan? value, string name = nameof(CallOptions.Timeout)) =>
        NoneIfEndless(value) is not { } limit || limit > TimeSpan.Zero
            ? NoneIfEndless(value)
            : throw new ArgumentException($"{name} is {value}; it must be more than zero, or null for no limit.", name);

    /// <summary>The value as it was given, if it can be one.</summary>
    public static TimeSpan? Checked(TimeSpan? timeout)
    {
        _ = Timeout(timeout);
        return timeout;
    }

    /// <summary>How many items a producer is ahead of its reader where no option says it; Ray's producers are ahead without limit.</summary>
    public const int DefaultReadAhead = 16;

    public static int ReadAhead(int? value) =>
        (value ?? DefaultReadAhead) is var items && items is -1 or >= 1
            ? items
            : throw new ArgumentException($"ReadAhead is {value}; it must be 1 or more items, or -1 for no limit.", nameof(CallOptions.ReadAhead));

    /// <summary>How exception types that an option names are spelt between processes.</summary>
    public static IReadOnlyList<string> ExceptionTypes(IReadOnlyList<Type>? types, string name)
    {
        if (types is null or { Count: 0 })
        {
            return [];
        }

        foreach (var type in types)
        {
            if (type is null || !typeof(Exception).IsAssignableFrom(type) || type.ContainsGenericParameters)
            {
                throw new ArgumentException($"{name} takes exception types; {type?.FullName ?? type?.Name ?? "null"} is none.", name);
            }
        }

        return [.. types.Select(Wire.TypeSpelling.Of)];
    }

    /// <summary>Null for Timeout.InfiniteTimeSpan and for what no timer takes.</summary>
    public static TimeSpan? NoneIfEndless(TimeSpan? value) =>
        value == System.Threading.Timeout.InfiniteTimeSpan || value > LongestTimeout ? null : value;

    /// <summary>A name given must not be empty.</summary>
    public static string? Name(string? value, string name) =>
        value is null || value.Trim().Length > 0
            ? value
            : throw new ArgumentException($"{name} is empty; give it a text or leave it null.", name);

    /// <summary>The labels of both, the given before the declared, and the accelerator type as one of them.</summary>
    public static IReadOnlyDictionary<string, LabelSelector>? Labels(
        Dictionary<string, LabelSelector>? declared, Dictionary<string, LabelSelector>? given, string? acceleratorType)
    {
        var merged = Merge(declared, given);
        return Name(acceleratorType, nameof(ActorOptions.AcceleratorType)) is { } type
            ? new Dictionary<string, LabelSelector>(merged ?? new Dictionary<string, LabelSelector>(), StringComparer.Ordinal)
            {
                [LabelKeys.AcceleratorType] = LabelSelector.EqualTo(type),
            }
            : merged;
    }

    /// <summary>What to do about a request that cannot be satisfied: the end of a sentence.</summary>
    public static string Remedy(ResourceShape shape) => shape.Rule.Kind switch
    {
        PlacementRuleKind.Group => "; create another group",
        PlacementRuleKind.Affinity => "; choose another node, or a soft affinity",
        _ => "; ask for less or add a node",
    };

    public static IReadOnlyDictionary<string, TValue>? Merge<TValue>(Dictionary<string, TValue>? declared, Dictionary<string, TValue>? given)
    {
        if (declared is null or { Count: 0 })
        {
            return given is null or { Count: 0 } ? null : given;
        }

        if (given is null or { Count: 0 })
        {
            return declared;
        }

        var merged = new Dictionary<string, TValue>(declared, StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            merged[key] = value;
        }

        return merged;
    }
}
