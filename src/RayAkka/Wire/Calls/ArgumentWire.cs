using System.Reflection;
using RayAkka.Expressions;

namespace RayAkka.Wire;

/// <summary>One argument of a call in the expression form.</summary>
internal static class ArgumentWire
{
    private const byte Converted = 8;
    private const byte Checked = 16;

    public static void Write(WireWriter writer, in CallArgument argument, IWireContext context)
    {
        var conversion = argument.Conversion;
        writer.Byte((byte)((int)argument.Kind | (conversion is null ? 0 : Converted) | (conversion is { IsChecked: true } ? Checked : 0)));
        if (conversion is not null)
        {
            context.OutgoingTypes.Write(writer, conversion.From);
            context.OutgoingTypes.Write(writer, conversion.To);
        }

        switch (argument.Kind)
        {
            case CallArgumentKind.Value:
                ValueWire.Write(writer, argument.Value, context);
                break;
            case CallArgumentKind.Dependency:
                context.WriteRef(writer, (ObjectRef)argument.Value!);
                break;
        }
    }

    public static CallArgument Read(WireReader reader, ParameterInfo parameter, IWireContext context)
    {
        var flags = reader.Byte();
        var conversion = (flags & Converted) == 0 ? null : ReadConversion(reader, (flags & Checked) != 0, context);
        switch ((CallArgumentKind)(flags & ~(Converted | Checked)))
        {
            case CallArgumentKind.Value:
                var value = ValueWire.Read<object?>(reader, context);
                return Fits(value, parameter.ParameterType)
                    ? new CallArgument(CallArgumentKind.Value, value)
                    : throw new WireFormatException($"The argument '{parameter.Name}' is not a {parameter.ParameterType}.");
            case CallArgumentKind.Dependency:
                return new CallArgument(CallArgumentKind.Dependency, context.ReadRef(reader), conversion);
            case CallArgumentKind.CancellationToken when parameter.ParameterType == typeof(CancellationToken):
                return new CallArgument(CallArgumentKind.CancellationToken);
            default:
                throw new WireFormatException($"An argument of kind {flags} is not one.");
        }
    }

    private static ValueConversion ReadConversion(WireReader reader, bool isChecked, IWireContext context)
    {
        var from = context.IncomingTypes.ReadName(reader, context.Types);
        return new ValueConversion(from, context.IncomingTypes.ReadName(reader, context.Types), isChecked);
    }

    private static bool Fits(object? value, Type type) =>
        value is null ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null : type.IsInstanceOfType(value);
}
