namespace RayAkka;

/// <summary>Makes <see cref="Arg{T}"/> values where no conversion applies by itself: interface types and refs of a derived type.</summary>
public static class Arg
{
    /// <summary>Passes a value.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="value">The value; it is copied at the call.</param>
    public static Arg<T> Of<T>(T value) => new(value);

    /// <summary>Passes the object that a ref stands for.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="reference">The ref; it may still be computed.</param>
    public static Arg<T> Of<T>(ObjectRef<T> reference) => new(reference);

    /// <summary>Passes the object that a ref stands for to a parameter of one of its base types or interfaces.</summary>
    /// <typeparam name="TParameter">The type of the parameter.</typeparam>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="reference">The ref; it may still be computed.</param>
    public static Arg<TParameter> Of<TParameter, T>(ObjectRef<T> reference)
        where T : TParameter => new(reference);

    /// <summary>Passes the object that any ref stands for to a parameter of type <see cref="object"/>.</summary>
    /// <param name="reference">The ref; it may still be computed.</param>
    public static Arg<object?> OfObject(ObjectRef reference) => new(reference);
}
