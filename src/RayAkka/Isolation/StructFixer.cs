using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayAkka.Isolation;

/// <summary>Fixes structs in place, wherever they lie: in a variable, a field, an array, a box.</summary>
internal static class StructFixer<T>
{
    private static readonly StructFix<T>? s_fix = Make();

    public static void Fix(ref T value, CopyContext context) => s_fix?.Invoke(ref value, context);

    private static StructFix<T>? Make()
    {
        if (Immutability.OfDeclared(typeof(T)))
            return null;
        if (Refusals.Of(typeof(T)) is not null)
            return RefuseUnlessDefault;
        if (typeof(T).GetCustomAttribute<InlineArrayAttribute>() is not { } inline)
            return FixerCompiler.ForStruct<T>();

        var element = FieldSearch.All(typeof(T)).Single().FieldType;
        if (Immutability.OfDeclared(element))
            return null;
        var fixer = typeof(InlineArrayFixer<,>).MakeGenericType(typeof(T), element);
        return ((InlineArrayFixer<T>)Activator.CreateInstance(fixer, inline.Length)!).Fix;
    }

    // The default of a refused struct (no task, no handle) is its null.
    private static void RefuseUnlessDefault(ref T value, CopyContext context)
    {
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>());
        if (bytes.ContainsAnyExcept((byte)0))
            context.RefuseAddress(1);
    }
}
