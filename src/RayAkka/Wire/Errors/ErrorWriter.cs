using System.Collections;
using System.Reflection;

namespace RayAkka.Wire;

/// <summary>
/// What is told of an exception: its type's spelling and plain name, message, stack trace, help link, source, number, causes, data, and then
/// the fields that its class and those above it declare, by name, each behind its length so that one that is refused can be passed over.
/// </summary>
internal static class ErrorWriter
{
    public static void Write(WireWriter writer, Exception error, IWireContext? context)
    {
        var type = error.GetType();
        WriteText(writer, type, error.Message, error.StackTrace);
        Texts.Write(writer, ErrorFields.Message(error));
        Texts.Write(writer, error.HelpLink);
        Texts.Write(writer, error.Source);
        writer.Int(error.HResult);
        if (context is null)
        {
            WriteNothing(writer);
            return;
        }

        WriteCauses(writer, error, context);
        WriteData(writer, error, context);
        WriteFields(writer, error, context);
    }

    /// <summary>What is left to say of an exception that throws itself when it is asked.</summary>
    public static void WriteBare(WireWriter writer, Type type, Exception thrown)
    {
        WriteText(writer, type, $"(its message cannot be read: {thrown.GetType()})", null);
        Texts.Write(writer, null);
        Texts.Write(writer, null);
        Texts.Write(writer, null);
        writer.Int(0);
        WriteNothing(writer);
    }

    private static void WriteText(WireWriter writer, Type type, string message, string? stack)
    {
        Texts.Write(writer, type.ContainsGenericParameters || type.FullName is null ? "" : TypeSpelling.Of(type));
        Texts.Write(writer, type.FullName ?? type.Name);
        Texts.Write(writer, message);
        Texts.Write(writer, stack);
    }

    private static void WriteNothing(WireWriter writer)
    {
        writer.Varint(0);
        writer.Varint(0);
        writer.Varint(0);
    }

    private static void WriteData(WireWriter writer, Exception error, IWireContext context)
    {
        var entries = error.Data is { Count: > 0 } data ? data.Cast<DictionaryEntry>().ToArray() : [];
        writer.Varint((ulong)entries.Length);
        foreach (var entry in entries)
        {
            WriteAny(writer, entry.Key, context);
            WriteAny(writer, entry.Value, context);
        }
    }

    // What cannot travel is told as a text.
    private static void WriteAny(WireWriter writer, object? value, IWireContext context)
    {
        var part = new WireWriter();
        if (!TryWrite(part, typeof(object), value, context))
        {
            part.Clear();
            ValueWire.Write<object?>(part, value!.ToString(), context);
        }

        writer.Bytes(part.Written);
    }

    private static void WriteCauses(WireWriter writer, Exception error, IWireContext context)
    {
        Exception[] causes = error is AggregateException many ? [.. many.InnerExceptions] : error.InnerException is { } one ? [one] : [];
        writer.Varint((ulong)causes.Length);
        foreach (var cause in causes)
        {
            ErrorWire.Write(writer, cause, context);
        }
    }

    private static void WriteFields(WireWriter writer, Exception error, IWireContext context)
    {
        var fields = ErrorFields.Of(error.GetType());
        writer.Varint((ulong)fields.Count);
        foreach (var field in fields)
        {
            writer.String(ErrorFields.NameOf(field));
            var part = new WireWriter();
            writer.Bytes(TryWrite(part, field.FieldType, field.GetValue(error), context) ? part.Written : []);
        }
    }

    private static bool TryWrite(WireWriter writer, Type declared, object? value, IWireContext context)
    {
        try
        {
            if (value is not null && RayAkka.Isolation.Refusals.Of(value.GetType()) is not null)
            {
                return false;
            }

            ErrorFields.FormOf(declared).WriteNullable(writer, value, context);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
