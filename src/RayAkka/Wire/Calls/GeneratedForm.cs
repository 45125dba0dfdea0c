using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>
/// Calls of the generator's making. All that they declare are arguments and the refs given in place of arguments; no constructor runs when one is
/// read, since it would copy the arguments once more.
/// </summary>
internal sealed class GeneratedForm : CallForm
{
    private readonly Type _type;
    private readonly FieldCode<ObjectRef> _fields;

    public GeneratedForm(Type type)
    {
        _type = type;
        var end = type;
        while (end.Assembly != typeof(GeneratedForm).Assembly)
        {
            end = end.BaseType!;
        }

        _fields = FieldCode<ObjectRef>.ForClass(type, end);
    }

    public override void Write(WireWriter writer, ObjectRef call, IWireContext context)
    {
        if (_type.IsGenericType)
        {
            context.Types.AdmitArguments(_type);
        }

        _fields.Write(ref call, writer, context);
    }

    public override ObjectRef Read(WireReader reader, IWireContext context)
    {
        var call = Unsafe.As<ObjectRef>(RuntimeHelpers.GetUninitializedObject(_type));
        ReadArguments(reader, call, context);
        return call;
    }

    public override void ReadArguments(WireReader reader, ObjectRef call, IWireContext context)
    {
        if (_type.IsGenericType)
        {
            context.Types.AdmitArguments(_type);
        }

        _fields.Read(ref call, reader, context);
    }
}
