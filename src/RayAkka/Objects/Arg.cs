namespace RayAkka;

/// <summary>
/// An argument of a remote call: a value, or an <see cref="ObjectRef{T}"/> whose value the callee receives once it is there. Both convert
/// to it by themselves. The default of the type means "missing": the callee's own default is used.
/// </summary>
/// <typeparam name="T">The type of the parameter.</typeparam>
public readonly struct Arg<T>
{
    private readonly T _value;
    private readonly ObjectRef? _ref;
    private readonly bool _given;

    internal Arg(T value)
    {
        _value = value;
        _ref = null;
        _given = true;
    }

    internal Arg(ObjectRef reference)
    {
        _value = default!;
        _ref = reference ?? throw new ArgumentNullException(nameof(reference), "An ObjectRef argument is null; pass a value or a ref.");
        _given = true;
    }

    /// <summary>Whether neither a value nor a ref was given.</summary>
    public bool IsMissing => !_given;

    /// <summary>The ref, or null if a value was given.</summary>
    public ObjectRef? Ref => _ref;

    /// <summary>The value; the type's default if a ref was given or nothing.</summary>
    public T Value => _value;

    /// <summary>Passes a value.</summary>
    /// <param name="value">The value; it is copied at the call.</param>
    public static implicit operator Arg<T>(T value) => new(value);

    /// <summary>Passes the object that a ref stands for.</summary>
    /// <param name="reference">The ref; it may still be computed.</param>
    public static implicit operator Arg<T>(ObjectRef<T> reference) => new(reference);
}
