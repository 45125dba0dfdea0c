using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>What is known of a declared type, one static field look-up away.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal static class Isolate<T>
{
    // A constant to the compiled code once this class is initialised.
    internal static readonly bool IsImmutable = Immutability.OfDeclared(typeof(T));

    // Nearly always the run-time type is the declared one.
    private static readonly CopyPlan? s_exact =
        typeof(T).IsValueType || typeof(T).IsAbstract || IsImmutable ? null : CopyPlans.For(typeof(T));

    internal static T CopyMutable(T value)
    {
        if (typeof(T).IsValueType)
            return CopyValue(value);

        object original = value!;
        var plan = original.GetType() == typeof(T) && s_exact is { } exact ? exact : CopyPlans.For(original.GetType());
        var copy = Isolate.CopyObject(original, plan);
        return Unsafe.As<object, T>(ref copy);
    }

    internal static T CopyMutable(T value, out long bytes)
    {
        object original = value!;
        var plan = original.GetType() == typeof(T) && s_exact is { } exact ? exact : CopyPlans.For(original.GetType());
        var copy = Isolate.CopyObject(original, plan, out bytes);
        return Unsafe.As<object, T>(ref copy);
    }

    private static T CopyValue(T value)
    {
        var copy = value;
        var context = CopyContext.Rent();
        try
        {
            StructFixer<T>.Fix(ref copy, context);
            context.Complete();
        }
        catch (RefusedValueException)
        {
            throw RefusalPath.Explain(value!);
        }

        context.Return();
        return copy;
    }
}
