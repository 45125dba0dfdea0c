using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>
/// For exceptions, which must always arrive: whatever cannot be copied in what they drag along (the cancelled task of a
/// TaskCanceledException, a user's handle) stays shared instead of hiding the error behind another one. The stack trace is kept in the
/// runtime's own form: the addresses are copied, since the runtime appends to them when the exception is thrown again; the objects that keep
/// code alive are not.
/// </summary>
internal sealed class ExceptionPlan(Action<object, CopyContext>? fix) : CopyPlan(CopyKind.Graph)
{
    /// <summary>The fields of Exception itself that are part of the user's graph; the others belong to the runtime.</summary>
    public static bool IsUsersField(System.Reflection.FieldInfo field) =>
        field.DeclaringType != typeof(Exception) || field.Name is "_data" or "_innerException";

    public override object Start(object original, CopyContext context)
    {
        var copy = (Exception)Cloning.Flat(original);
        ref var trace = ref StackTraceOf(copy);
        trace = CopyTrace(trace);
        if (fix is not null)
            context.EnqueueLenient(copy, this);
        return copy;
    }

    public override void Fix(object copy, CopyContext context) => fix!(copy, context);

    private static object? CopyTrace(object? trace)
    {
        if (trace is not object?[] parts)
            return (trace as Array)?.Clone() ?? trace;

        parts = (object?[])parts.Clone();
        if (parts is [Array addresses, ..])
            parts[0] = addresses.Clone();
        return parts;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stackTrace")]
    private static extern ref object? StackTraceOf(Exception exception);
}
