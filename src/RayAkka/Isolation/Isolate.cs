using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>
/// The one classifier and copier of the runtime: what goes into a call and what comes out of it passes through here, whatever the engine.
/// <para>
/// Every object is, by its run-time type, one of three things. <b>Immutable</b>: caller and callee share it (<see cref="Immutability"/>).
/// <b>Copyable</b>: the receiver gets a copy of the whole graph, in which what was one object is one object again, cycles included
/// (<see cref="CopyContext"/>). <b>Refused</b>: it means nothing outside of its owner (<see cref="Refusals"/>), and the call fails with a
/// sentence that names the member.
/// </para>
/// </summary>
internal static class Isolate
{
    /// <summary>Copies a value unless it is immutable. For types proven immutable this compiles to nothing.</summary>
    /// <typeparam name="T">The declared type; what is done goes by the run-time type.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">Something in the value's graph cannot be passed on; the message names it and what to do.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Copy<T>(T value) => Isolate<T>.IsImmutable || value is null ? value : Isolate<T>.CopyMutable(value);

    /// <summary>Like <see cref="Copy{T}(T)"/>, and says about how many bytes the value takes, as far as that was found out on the way.</summary>
    /// <typeparam name="T">The declared type; what is done goes by the run-time type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="bytes">The size; 0 for structs and for immutable objects other than strings.</param>
    /// <exception cref="ArgumentException">Something in the value's graph cannot be passed on; the message names it and what to do.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Copy<T>(T value, out long bytes)
    {
        bytes = 0;
        if (typeof(T).IsValueType)
        {
            return Copy(value);
        }

        if (typeof(T) == typeof(string))
        {
            bytes = ObjectSize.OfText(Unsafe.As<T, string?>(ref value));
            return value;
        }

        return Isolate<T>.IsImmutable || value is null ? value : Isolate<T>.CopyMutable(value, out bytes);
    }

    /// <summary>Whether every value of this declared type can be shared, subclasses included.</summary>
    /// <param name="type">The declared type.</param>
    public static bool IsImmutable(Type type) => Immutability.OfDeclared(type);

    /// <summary>Whether every value of this declared type can be shared, subclasses included.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    public static bool IsImmutable<T>() => Isolate<T>.IsImmutable;

    /// <summary>
    /// Says why no value of this type other than null can ever be passed, in the words of the exception that <see cref="Copy{T}(T)"/> would throw;
    /// null for a type whose values may be passed.
    /// </summary>
    /// <param name="type">The type of a parameter or result.</param>
    /// <param name="subject">What the sentence is about, as "Parameter 'callback'".</param>
    public static string? WhyRefused(Type type, string subject) =>
        Immutability.OfDeclared(type) ? null : Refusals.Of(type)?.Describe(subject, type);

    internal static object CopyObject(object value, CopyPlan plan) => CopyObject(value, plan, out _);

    internal static object CopyObject(object value, CopyPlan plan, out long bytes)
    {
        bytes = 0;
        switch (plan.Kind)
        {
            case CopyKind.Share:
                bytes = ObjectSize.OfText(value as string);
                return value;
            case CopyKind.Clone:
                var clone = plan.Start(value, CopyContext.None);
                bytes = plan.Weigh(clone);
                return clone;
        }

        var context = CopyContext.Rent();
        object copy;
        try
        {
            copy = context.Copy(value);
            context.Complete();
        }
        catch (RefusedValueException)
        {
            throw RefusalPath.Explain(value);
        }

        bytes = context.Bytes;
        context.Return();
        return copy;
    }
}
