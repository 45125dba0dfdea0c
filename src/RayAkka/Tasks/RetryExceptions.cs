namespace RayAkka;

/// <summary>
/// Which exceptions thrown by the user's code make a call run again, within its retry limit. A bool converts to it
/// (<c>RetryExceptions = true</c>), so does an array of exception types. Ray's <c>retry_exceptions</c>.
/// </summary>
public sealed class RetryExceptions
{
    private readonly Type[]? _types;

    private RetryExceptions(Type[]? types) => _types = types;

    /// <summary>No exception is retried. The default.</summary>
    public static RetryExceptions None { get; } = new([]);

    /// <summary>Every exception is retried.</summary>
    public static RetryExceptions All { get; } = new(null);

    /// <summary>Exceptions of these types, or derived from them, are retried.</summary>
    /// <param name="types">Exception types; at least one.</param>
    /// <exception cref="ArgumentException">A type does not derive from <see cref="Exception"/>.</exception>
    public static RetryExceptions Of(params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (var type in types)
        {
            if (type is null || !typeof(Exception).IsAssignableFrom(type))
            {
                throw new ArgumentException($"RetryExceptions takes exception types; {type?.FullName ?? "null"} is none.", nameof(types));
            }
        }

        return new RetryExceptions([.. types]);
    }

    /// <summary>True is <see cref="All"/>, false is <see cref="None"/>.</summary>
    /// <param name="all">Whether every exception is retried.</param>
    public static implicit operator RetryExceptions(bool all) => all ? All : None;

    /// <summary>The same as <see cref="Of"/>.</summary>
    /// <param name="types">Exception types.</param>
    public static implicit operator RetryExceptions(Type[] types) => Of(types);

    /// <summary>The types; null for every exception.</summary>
    internal IReadOnlyList<Type>? Types => _types;

    internal bool Matches(Exception exception)
    {
        if (_types is null)
        {
            return true;
        }

        foreach (var type in _types)
        {
            if (type.IsInstanceOfType(exception))
            {
                return true;
            }
        }

        return false;
    }
}
