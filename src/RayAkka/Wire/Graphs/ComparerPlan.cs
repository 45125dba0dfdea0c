using System.Collections;
using System.Collections.Concurrent;

namespace RayAkka.Wire;

/// <summary>The comparers of the runtime, each of which is one object in a process: they are named, not copied.</summary>
internal sealed class ComparerPlan() : GraphPlan(typeof(IComparer))
{
    private const byte FirstDefault = 64;

    private static readonly object[] s_known =
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase,
        ReferenceEqualityComparer.Instance, Comparer.Default, CaseInsensitiveComparer.Default, Comparer.DefaultInvariant,
        CaseInsensitiveComparer.DefaultInvariant, StructuralComparisons.StructuralComparer, StructuralComparisons.StructuralEqualityComparer,
    ];

    private static readonly ConcurrentDictionary<(Type Definition, Type Item), object> s_defaults = new();

    public static ComparerPlan Instance { get; } = new();

    public override bool HasBody => false;

    public static bool IsKnown(object comparer) => NumberOf(comparer) >= 0 || DefaultOf(comparer) is not null;

    public override void WriteHead(WireWriter writer, object value, GraphWriter graph)
    {
        if (NumberOf(value) is >= 0 and var number)
        {
            writer.Byte((byte)number);
            return;
        }

        var (definition, item) = DefaultOf(value)!.Value;
        writer.Byte((byte)(FirstDefault + (definition == typeof(Comparer<>) ? 1 : 0)));
        graph.OutgoingTypes.Write(writer, item);
    }

    public override object ReadHead(WireReader reader, GraphReader graph)
    {
        var number = reader.Byte();
        if (number < s_known.Length)
        {
            return s_known[number];
        }

        return number is FirstDefault or FirstDefault + 1
            ? Default(number == FirstDefault ? typeof(EqualityComparer<>) : typeof(Comparer<>), graph.IncomingTypes.ReadValueType(reader, graph.Types))
            : throw new WireFormatException($"There is no comparer {number}.");
    }

    private static int NumberOf(object comparer) => Array.FindIndex(s_known, one => ReferenceEquals(one, comparer) || (one is StringComparer && one.Equals(comparer)));

    private static (Type Definition, Type Item)? DefaultOf(object comparer)
    {
        if (comparer.GetType().Assembly != typeof(object).Assembly)
        {
            return null;
        }

        for (var type = comparer.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
                && (definition == typeof(EqualityComparer<>) || definition == typeof(Comparer<>)))
            {
                var item = type.GetGenericArguments()[0];
                return Default(definition, item).Equals(comparer) ? (definition, item) : null;
            }
        }

        return null;
    }

    private static object Default(Type definition, Type item) =>
        s_defaults.GetOrAdd((definition, item), static key => key.Definition.MakeGenericType(key.Item).GetProperty("Default")!.GetValue(null)!);
}
