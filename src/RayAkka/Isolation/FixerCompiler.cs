using System.Reflection;
using System.Reflection.Emit;

namespace RayAkka.Isolation;

/// <summary>
/// Makes the code that fixes a type's fields. It is emitted rather than built from expressions since it writes readonly fields, in place.
/// </summary>
internal static class FixerCompiler
{
    private static readonly MethodInfo s_fix = typeof(CopyContext).GetMethod(nameof(CopyContext.Fix))!;
    private static readonly MethodInfo s_refuseAddress = typeof(CopyContext).GetMethod(nameof(CopyContext.RefuseAddress))!;

    /// <summary>For a class; null when there is nothing to fix.</summary>
    public static Action<object, CopyContext>? ForClass(Type type, IEnumerable<FieldInfo> fields) =>
        (Action<object, CopyContext>?)Compile(type, fields, typeof(object), typeof(Action<object, CopyContext>));

    /// <summary>For a struct; null when there is nothing to fix.</summary>
    public static StructFix<T>? ForStruct<T>() =>
        (StructFix<T>?)Compile(typeof(T), FieldSearch.All(typeof(T)), typeof(T).MakeByRefType(), typeof(StructFix<T>));

    /// <summary>Copies the values of fields from one object to another.</summary>
    public static Action<object, object> Transplant(Type type, IEnumerable<FieldInfo> fields)
    {
        var method = new DynamicMethod("Transplant " + type, null, [typeof(object), typeof(object)], typeof(Isolate).Module, true);
        var code = method.GetILGenerator();
        foreach (var field in fields)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, field);
            code.Emit(OpCodes.Stfld, field);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<object, object>>();
    }

    private static Delegate? Compile(Type type, IEnumerable<FieldInfo> fields, Type target, Type signature)
    {
        var work = fields.Where(NeedsWork).ToArray();
        if (work.Length == 0)
            return null;

        var method = new DynamicMethod("Fix " + type, null, [target, typeof(CopyContext)], typeof(Isolate).Module, true);
        var code = method.GetILGenerator();
        foreach (var field in work)
            EmitFix(code, field);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate(signature);
    }

    internal static bool NeedsWork(FieldInfo field)
    {
        // In the framework's own types a native integer is a number (tensors count with them); what wraps a handle has a finalizer.
        if (field.FieldType == typeof(nint) || field.FieldType == typeof(nuint))
            return !IsFramework(field.DeclaringType!);
        return !Immutability.OfDeclared(field.FieldType);
    }

    private static bool IsFramework(Type type) =>
        type.Assembly.GetName().Name?.StartsWith("System.", StringComparison.Ordinal) == true;

    private static void EmitFix(ILGenerator code, FieldInfo field)
    {
        var type = field.FieldType;
        if (type.IsPointer || type.IsFunctionPointer)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, field);
            code.Emit(OpCodes.Conv_U);
            code.Emit(OpCodes.Call, s_refuseAddress);
        }
        else if (type.IsValueType)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldflda, field);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Call, typeof(StructFixer<>).MakeGenericType(type).GetMethod("Fix")!);
        }
        else
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldflda, field);
            code.Emit(OpCodes.Call, s_fix);
        }
    }
}
