using System.Collections;
using System.Globalization;
using System.Reflection;

namespace RayAkka.Isolation;

/// <summary>
/// Finds what a copy was refused for and says where it is. Runs after the copy failed, over the original, nearest first, so that copies need
/// not carry paths around.
/// </summary>
internal static class RefusalPath
{
    private sealed record Step(object Value, Step? From, string Name)
    {
        public string Path => From is null ? TypeNames.Short(Value.GetType()) : From.Path + Name;
    }

    /// <summary>The exception for the caller.</summary>
    public static ArgumentException Explain(object root) => new(Sentence(root));

    private static string Sentence(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<Step>();
        open.Enqueue(new Step(root, null, ""));
        while (open.TryDequeue(out var step))
        {
            var type = step.Value.GetType();
            var kind = CopyPlans.For(type).Kind;
            if (kind == CopyKind.Refuse)
                return Refusals.Of(type)!.Describe(step.From is null ? "The value" : step.Path, type);
            if (kind != CopyKind.Graph || step.Value is Exception || !(type.IsValueType || seen.Add(step.Value)))
                continue;
            if (AddressIn(step) is { } address)
                return address;

            foreach (var (name, value) in Members(step.Value))
            {
                if (value is not null)
                    open.Enqueue(new Step(value, step, name));
            }
        }

        // An inline array's later elements, or a member that was there when it was copied and is gone now.
        return $"The value ({TypeNames.Full(root.GetType())}) holds something that cannot be passed to a remote call; pass plain data instead.";
    }

    private static IEnumerable<(string Name, object? Value)> Members(object value)
    {
        if (value is Array array)
            return Elements(array, array.GetType().GetElementType()!);
        return value is IEnumerable collection && value.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true
            ? Items(collection)
            : Fields(value);
    }

    private static IEnumerable<(string Name, object? Value)> Elements(Array array, Type element)
    {
        if (element.IsPrimitive || Immutability.OfDeclared(element))
            yield break;
        var index = 0;
        foreach (var item in array)
            yield return (string.Create(CultureInfo.InvariantCulture, $"[{index++}]"), UnlessEmpty(item, element));
    }

    private static IEnumerable<(string Name, object? Value)> Items(IEnumerable collection)
    {
        if (collection is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return (".Keys", entry.Key);
                yield return (string.Create(CultureInfo.InvariantCulture, $"[{Label(entry.Key)}]"), entry.Value);
            }
        }
        else
        {
            var index = 0;
            var declared = collection.GetType().IsGenericType ? collection.GetType().GetGenericArguments()[0] : typeof(object);
            foreach (var item in collection)
                yield return (string.Create(CultureInfo.InvariantCulture, $"[{index++}]"), UnlessEmpty(item, declared));
        }

        // What is not an item: a comparer made of a delegate, a subclass's own fields.
        foreach (var field in Fields(collection))
        {
            if (field.Value is not Array)
                yield return field;
        }
    }

    // Not ToString of any object: it is the user's code and may be long.
    private static string Label(object key) => key is string text ? $"\"{text}\"" : key.GetType().IsPrimitive || key is Enum or Guid ? $"{key}" : "...";

    private static IEnumerable<(string Name, object? Value)> Fields(object value)
    {
        foreach (var field in FieldSearch.All(value.GetType()))
        {
            if (!IsAddress(field.FieldType) && !Immutability.OfDeclared(field.FieldType))
                yield return ("." + NameOf(field), UnlessEmpty(field.GetValue(value), field.FieldType));
        }
    }

    private static string? AddressIn(Step step)
    {
        foreach (var field in FieldSearch.All(step.Value.GetType()))
        {
            if (IsAddress(field.FieldType) && FixerCompiler.NeedsWork(field) && !IsZero(field.GetValue(step.Value)))
                return Refusals.Address.Describe(step.Path + "." + NameOf(field), field.FieldType);
        }

        return null;
    }

    private static bool IsAddress(Type type) =>
        type.IsPointer || type.IsFunctionPointer || type == typeof(nint) || type == typeof(nuint);

    private static unsafe bool IsZero(object? value) => value switch
    {
        null => true,
        nint number => number == 0,
        nuint number => number == 0,
        Pointer pointer => Pointer.Unbox(pointer) is null,
        _ => false,
    };

    // As in StructFixer: the default of a refused struct is its null.
    private static object? UnlessEmpty(object? value, Type declared) =>
        declared.IsValueType && Refusals.Of(declared) is not null && value?.Equals(Activator.CreateInstance(declared)) == true ? null : value;

    // <Callback>k__BackingField is a property, <callback>P a primary constructor's parameter.
    private static string NameOf(FieldInfo field) =>
        field.Name is ['<', .. var rest] && rest.IndexOf('>') is > 0 and var end ? rest[..end] : field.Name;
}
