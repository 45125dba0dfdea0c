using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace RayAkka.Wire;

/// <summary>
/// Makes an exception of what <see cref="ErrorWriter"/> tells. No constructor runs: it might not take a message, or throw. Fields that this
/// side does not have, or cannot read, keep their defaults.
/// </summary>
internal static class ErrorReader
{
    private static readonly int s_code = ErrorFields.Code(new Exception());

    public static Exception Read(WireReader reader, IWireContext context)
    {
        var told = new ErrorText(reader);
        var causes = new Exception[reader.Count()];
        for (var i = 0; i < causes.Length; i++)
        {
            causes[i] = ErrorWire.Read(reader, context);
        }

        var data = ReadData(reader, context);
        var error = TypeOf(told.Spelling, context.Types) is { } type ? Make(type, told, causes) : Stand(told, causes);
        ReadFields(reader, error, context);
        foreach (var (key, value) in data)
        {
            error.Data[key] = value;
        }

        if (told.Stack is not null)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(error, told.Stack);
        }

        return error;
    }

    private static Type? TypeOf(string spelling, TypeGate gate)
    {
        try
        {
            return TypeResolver.Resolve(spelling, type => gate.IsAllowedException(type) || gate.IsAllowed(type)) is { IsAbstract: false } type
                && gate.IsAllowedException(type) ? type : null;
        }
        catch (WireFormatException)
        {
            return null;
        }
    }

    private static Exception Make(Type type, ErrorText told, Exception[] causes)
    {
        var error = (Exception)RuntimeHelpers.GetUninitializedObject(type);
        ErrorFields.Message(error) = told.OwnMessage;
        ErrorFields.Code(error) = s_code;
        error.HResult = told.Number;
        error.HelpLink = told.HelpLink;
        error.Source = told.Source;
        ErrorFields.Cause(error) = causes.FirstOrDefault();
        if (error is AggregateException many)
        {
            ErrorFields.Causes(many) = causes;
        }

        return error;
    }

    private static RayTaskException Stand(ErrorText told, Exception[] causes) =>
        new($"{told.Name}: {told.Message}", told.Name, told.Stack is null ? $"{told.Name}: {told.Message}" : $"{told.Name}: {told.Message}\n{told.Stack}", causes.FirstOrDefault());

    private static List<(object Key, object? Value)> ReadData(WireReader reader, IWireContext context)
    {
        var entries = new List<(object, object?)>();
        for (var count = reader.Count(2); count > 0; count--)
        {
            var (key, value) = (reader.Segment(), reader.Segment());
            if (TryRead(key, typeof(object), context, out var name) && TryRead(value, typeof(object), context, out var content) && name is not null)
            {
                entries.Add((name, content));
            }
        }

        return entries;
    }

    private static void ReadFields(WireReader reader, Exception error, IWireContext context)
    {
        var fields = ErrorFields.Of(error.GetType());
        for (var count = reader.Count(2); count > 0; count--)
        {
            var name = reader.Text();
            var segment = reader.Segment();
            var field = segment.Count == 0 ? null : fields.FirstOrDefault(one => ErrorFields.NameOf(one) == name);
            if (field is not null && TryRead(segment, field.FieldType, context, out var value))
            {
                field.SetValue(error, value);
            }
        }
    }

    private static bool TryRead(ArraySegment<byte> segment, Type declared, IWireContext context, out object? value)
    {
        try
        {
            value = ErrorFields.FormOf(declared).ReadNullable(new WireReader(segment.Array!, segment.Offset, segment.Count), context);
            return true;
        }
        catch (WireFormatException)
        {
            value = null;
            return false;
        }
    }
}
