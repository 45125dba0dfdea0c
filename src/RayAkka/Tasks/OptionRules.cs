namespace RayAkka.Tasks;

/// <summary>Checks of option values that actors, calls and tasks share.</summary>
internal static class OptionRules
{
    public static int Retries(int value, string name) =>
        value >= -1 ? value : throw new ArgumentException($"{name} is {value}; it must be -1 (no limit), 0 or more.", name);

    /// <summary>The longest time that a timer takes; whoever asks for more means no limit.</summary>
    public static TimeSpan LongestTimeout { get; } = TimeSpan.FromDays(49);

    public static TimeSpan? Timeout(TimeSpan? value) =>
        NoneIfEndless(value) is not { } limit || limit > TimeSpan.Zero
            ? NoneIfEndless(value)
            : throw new ArgumentException($"Timeout is {value}; it must be more than zero, or null for no limit.", nameof(CallOptions.Timeout));

    /// <summary>Null for Timeout.InfiniteTimeSpan and for what no timer takes.</summary>
    public static TimeSpan? NoneIfEndless(TimeSpan? value) =>
        value == System.Threading.Timeout.InfiniteTimeSpan || value > LongestTimeout ? null : value;

    /// <summary>A name given must not be empty.</summary>
    public static string? Name(string? value, string name) =>
        value is null || value.Trim().Length > 0
            ? value
            : throw new ArgumentException($"{name} is empty; give it a text or leave it null.", name);

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
