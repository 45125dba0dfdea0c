using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using RayAkka.Expressions;
using RayAkka.Isolation;

namespace RayAkka.Objects.Lineage;

/// <summary>About how many bytes a kept call takes: the call and its arguments, those that are collections by their count.</summary>
internal static class LineageSize
{
    /// <summary>What an item of a stream takes beside the call that makes it.</summary>
    public const long OfItem = 256;

    private const long Call = 512;
    private const long Guess = 256;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> s_arguments = new();

    public static long Of(ObjectRef call)
    {
        var bytes = Call;
        if (call is IExpressionCall { Call: { } bound })
        {
            foreach (var argument in bound.Arguments)
            {
                bytes += OfValue(argument.Value);
            }

            return bytes;
        }

        foreach (var field in s_arguments.GetOrAdd(call.GetType(), static type => [.. FieldsOf(type)]))
        {
            bytes += OfValue(field.GetValue(call));
        }

        return bytes;
    }

    private static long OfValue(object? value) => value switch
    {
        null => 0,
        string text => ObjectSize.OfText(text),
        Array array => ObjectSize.OfArray(array),
        ObjectRef or ActorHandle => Guess,
        ICollection items => Guess + (items.Count * ObjectSize.Small),
        _ => Guess,
    };

    // Those of the library's own bases are no arguments; value types are small.
    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        var end = type;
        while (end is not null && end.Assembly != typeof(LineageSize).Assembly)
        {
            end = end.BaseType;
        }

        return FieldSearch.Below(type, end).Where(field => !field.FieldType.IsValueType);
    }
}
