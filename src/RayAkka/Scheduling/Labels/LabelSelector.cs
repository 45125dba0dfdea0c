using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace RayAkka;

/// <summary>
/// What a node's label must be. A text converts to one: <c>"a"</c> (equals), <c>"!a"</c> (anything else, also no such label), <c>"in(a, b)"</c>,
/// <c>"!in(a, b)"</c> as in Ray's <c>label_selector</c>, and <c>"exists()"</c> and <c>"!exists()"</c>, which Ray lacks.
/// </summary>
public sealed class LabelSelector : IEquatable<LabelSelector>
{
    private const string InHead = "in(";
    private const string ExistsText = "exists()";

    private readonly ImmutableArray<string> _values; // sorted, each once; none: any value

    private LabelSelector(IEnumerable<string> values, bool isNegated)
    {
        _values = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        IsNegated = isNegated;
    }

    /// <summary>Whether this is the opposite of what the values say.</summary>
    internal bool IsNegated { get; }

    /// <summary>The label has this value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">No label can have the value.</exception>
    public static LabelSelector EqualTo(string value) => new([Checked(value)], isNegated: false);

    /// <summary>The label has one of these values.</summary>
    /// <param name="values">The values, one at least.</param>
    /// <exception cref="ArgumentException">There is none, or no label can have one of them.</exception>
    public static LabelSelector In(params IEnumerable<string> values) => new(Checked(values), isNegated: false);

    /// <summary>The label has another value, or is not there.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">No label can have the value.</exception>
    public static LabelSelector Not(string value) => new([Checked(value)], isNegated: true);

    /// <summary>The label has none of these values, or is not there.</summary>
    /// <param name="values">The values, one at least.</param>
    /// <exception cref="ArgumentException">There is none, or no label can have one of them.</exception>
    public static LabelSelector NotIn(params IEnumerable<string> values) => new(Checked(values), isNegated: true);

    /// <summary>The label is there, with any value.</summary>
    public static LabelSelector Exists { get; } = new([], isNegated: false);

    /// <summary>The label is not there.</summary>
    public static LabelSelector DoesNotExist { get; } = new([], isNegated: true);

    /// <summary>Reads one of the forms that the class names.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It has none of the forms.</exception>
    public static LabelSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var body = text.Trim();
        var isNegated = body.StartsWith('!');
        body = isNegated ? body[1..].Trim() : body;
        if (body == ExistsText)
        {
            return isNegated ? DoesNotExist : Exists;
        }

        if (body.StartsWith(InHead, StringComparison.Ordinal) && body.EndsWith(')'))
        {
            return new(Checked(body[InHead.Length..^1].Split(',', StringSplitOptions.TrimEntries)), isNegated);
        }

        return new([Checked(body)], isNegated);
    }

    /// <summary>Reads one of the forms that the class names.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It has none of the forms.</exception>
    public static implicit operator LabelSelector(string text) => Parse(text);

    /// <inheritdoc/>
    public bool Equals(LabelSelector? other) => other is not null && IsNegated == other.IsNegated && _values.AsSpan().SequenceEqual(other._values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as LabelSelector);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(IsNegated);
        foreach (var value in _values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => (IsNegated ? "!" : "") + (_values.Length switch
    {
        0 => ExistsText,
        1 => _values[0],
        _ => $"{InHead}{string.Join(", ", _values)})",
    });

    /// <summary>Whether a node with that value of the label, or with null, which is without it, is meant.</summary>
    internal bool Matches(string? value)
    {
        var isMeant = value is not null && (_values.IsEmpty || _values.Contains(value, StringComparer.Ordinal));
        return isMeant != IsNegated;
    }

    /// <summary>"zone=a", "zone=!in(a, b)".</summary>
    internal string Describe(string key) => $"{key}={this}";

    private static List<string> Checked(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string> all = [.. values.Select(Checked)];
        return all.Count > 0 ? all : throw new ArgumentException("A label selector names no value; name one, or use Exists.", nameof(values));
    }

    private static string Checked(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length > 0 && value.IndexOfAny(['!', '(', ')', ',']) < 0
            ? value
            : throw new ArgumentException(
                $"\"{value}\" is no value of a label; give a value, \"!value\", \"in(a, b)\", \"!in(a, b)\", \"exists()\" or \"!exists()\".", nameof(value));
    }
}
