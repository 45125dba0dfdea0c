using System.Collections.Concurrent;

namespace RayAkka.Wire;

/// <summary>Values of which only the run-time type says how they are written: a byte in front tells it.</summary>
internal static class OpenValues
{
    public const byte Null = 0;
    public const byte Graph = 1;

    private const byte Ref = 2;
    private const byte Handle = 3;
    private const byte Enum = 4;
    private const byte Array = 5;
    private const byte FirstPlain = 16;

    private static readonly ConcurrentDictionary<Type, BoxedForm> s_boxed = new();

    /// <summary>Writes a value that has a form of its own.</summary>
    /// <returns>Whether it has one.</returns>
    public static bool TryWrite(WireWriter writer, object value, IWireContext context)
    {
        var type = value.GetType();
        if (PlainForms.TryGetNumber(type, out var number))
        {
            writer.Byte((byte)(FirstPlain + number));
            For(type).WriteNullable(writer, value, context);
            return true;
        }

        switch (value)
        {
            case ObjectRef reference:
                writer.Byte(Ref);
                context.WriteRef(writer, reference);
                return true;
            case ActorHandle handle:
                writer.Byte(Handle);
                context.OutgoingTypes.Write(writer, type.GetGenericArguments()[0]);
                context.WriteHandle(writer, handle);
                return true;
        }

        var isArray = type.IsSZArray && context is not GraphSession && (type == typeof(string[]) || Blittable.IsElement(type.GetElementType()!));
        if (!isArray && !type.IsEnum)
        {
            return false;
        }

        writer.Byte(isArray ? Array : Enum);
        context.OutgoingTypes.Write(writer, type);
        For(type).WriteNullable(writer, value, context);
        return true;
    }

    public static object Read(byte kind, WireReader reader, IWireContext context)
    {
        if (kind >= FirstPlain)
        {
            return kind - FirstPlain < PlainForms.Count ? For(PlainForms.TypeOf(kind - FirstPlain)).Read(reader, context) : throw Unknown(kind);
        }

        switch (kind)
        {
            case Ref:
                return context.ReadRef(reader);
            case Handle:
                var actorClass = context.IncomingTypes.ReadName(reader, context.Types);
                return actorClass.IsValueType ? throw Unknown(kind) : context.ReadHandle(reader, actorClass);
            case Enum or Array:
                var type = context.IncomingTypes.ReadValueType(reader, context.Types);
                var isSound = kind == Enum ? type.IsEnum : type.IsSZArray && (type == typeof(string[]) || Blittable.IsElement(type.GetElementType()!));
                return isSound ? For(type).Read(reader, context) : throw Unknown(kind);
            default:
                throw Unknown(kind);
        }
    }

    private static BoxedForm For(Type type) =>
        s_boxed.GetOrAdd(type, static key => (BoxedForm)FormTable.Create(typeof(BoxedForm<>), key));

    private static WireFormatException Unknown(byte kind) => new($"A value of kind {kind} is not one.");
}
