using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>Checks the arguments of remote calls. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RemoteArguments
{
    /// <summary>The value of an argument without a default; the type's default if a ref was given.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="argument">The argument.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">Neither a value nor a ref was given.</exception>
    public static T Required<T>(Arg<T> argument, string name) => argument.IsMissing
        ? throw new ArgumentException($"The argument '{name}' is missing and has no default; pass a value or a ref.", name)
        : argument.Value;

    /// <summary>A ref that must be there.</summary>
    /// <param name="reference">The ref.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentNullException">The ref is null.</exception>
    public static ObjectRef Reference(ObjectRef? reference, string name) =>
        reference ?? throw new ArgumentNullException(name, $"The ref given for '{name}' is null; pass a value or a ref.");

    /// <summary>A ref or the value null, where the type has that value.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="reference">The ref, or null.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentNullException">The ref is null and the type's values cannot be.</exception>
    public static ObjectRef? ReferenceOrNull<T>(ObjectRef<T>? reference, string name) =>
        reference ?? (default(T) is null ? null : Reference(null, name));
}
