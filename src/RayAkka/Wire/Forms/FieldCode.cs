using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>
/// Code that writes and reads the fields of a struct or of an object, in the order of their names, bases first. It is emitted rather than built
/// from expressions since it sets readonly fields, in place.
/// </summary>
/// <typeparam name="T">The struct; object for classes.</typeparam>
internal sealed class FieldCode<T>
{
    public delegate void Writer(ref T value, WireWriter writer, IWireContext context);

    public delegate void Reader(ref T value, WireReader reader, IWireContext context);

    private static readonly MethodInfo s_write = typeof(ValueWire).GetMethod(nameof(ValueWire.Write))!;
    private static readonly MethodInfo s_read = typeof(ValueWire).GetMethod(nameof(ValueWire.Read))!;

    private FieldCode(Type type, IReadOnlyList<FieldInfo> fields)
    {
        Write = EmitWriter(type, fields);
        Read = EmitReader(type, fields);
        AreLeaves = fields.All(field => IsLeaf(field.FieldType));
    }

    public Writer Write { get; }

    public Reader Read { get; }

    /// <summary>Whether no field holds anything that has an identity.</summary>
    public bool AreLeaves { get; }

    public static FieldCode<T> Make() => new(typeof(T), Order(typeof(T), null));

    /// <summary>For the fields of a class below <paramref name="end"/>.</summary>
    public static FieldCode<T> ForClass(Type type, Type? end = null) => new(type, Order(type, end));

    /// <summary>For these fields only.</summary>
    public static FieldCode<T> For(Type type, IReadOnlyList<FieldInfo> fields) => new(type, fields);

    public static List<FieldInfo> Order(Type type, Type? end)
    {
        var fields = FieldSearch.Below(type, end).Where(field => !IsAddress(field)).ToList();
        fields.Sort(static (one, other) =>
        {
            var depth = Depth(one.DeclaringType!).CompareTo(Depth(other.DeclaringType!));
            return depth != 0 ? depth : string.CompareOrdinal(one.Name, other.Name);
        });
        return fields;
    }

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;

    // An address means nothing elsewhere; the isolation of calls has refused those that are not null. In the framework's own types a native
    // integer is a number (tensors count with them).
    private static bool IsAddress(FieldInfo field) =>
        field.FieldType.IsPointer || field.FieldType.IsFunctionPointer
        || ((field.FieldType == typeof(nint) || field.FieldType == typeof(nuint)) && !AssemblyFacts.IsPlatform(field.DeclaringType!.Assembly));

    private static bool IsLeaf(Type type) =>
        type.IsValueType || type == typeof(string)
            ? (bool)typeof(FieldCode<T>).GetMethod(nameof(IsLeafForm), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!
            : typeof(ObjectRef).IsAssignableFrom(type) || (typeof(ActorHandle).IsAssignableFrom(type) && type.IsSealed);

    private static bool IsLeafForm<TField>() => Form<TField>.Instance.IsLeaf;

    private static Writer EmitWriter(Type type, IReadOnlyList<FieldInfo> fields)
    {
        var method = new DynamicMethod("Write " + type, null, [typeof(T).MakeByRefType(), typeof(WireWriter), typeof(IWireContext)], typeof(ValueWire).Module, true);
        var code = method.GetILGenerator();
        foreach (var field in fields)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldarg_0);
            EmitTarget(code);
            code.Emit(OpCodes.Ldfld, field);
            code.Emit(OpCodes.Ldarg_2);
            code.Emit(OpCodes.Call, s_write.MakeGenericMethod(field.FieldType));
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Writer>();
    }

    private static Reader EmitReader(Type type, IReadOnlyList<FieldInfo> fields)
    {
        var method = new DynamicMethod("Read " + type, null, [typeof(T).MakeByRefType(), typeof(WireReader), typeof(IWireContext)], typeof(ValueWire).Module, true);
        var code = method.GetILGenerator();
        foreach (var field in fields)
        {
            code.Emit(OpCodes.Ldarg_0);
            EmitTarget(code);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldarg_2);
            code.Emit(OpCodes.Call, s_read.MakeGenericMethod(field.FieldType));
            code.Emit(OpCodes.Stfld, field);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Reader>();
    }

    // What is passed by reference is the struct itself, or a variable that holds the object.
    private static void EmitTarget(ILGenerator code)
    {
        if (!typeof(T).IsValueType)
        {
            code.Emit(OpCodes.Ldind_Ref);
        }
    }
}
