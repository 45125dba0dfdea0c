using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>
/// Looks at keys before they are hashed or compared. Records, tuples and plain structs hash all that they hold, so that one that holds
/// itself would overflow the stack, which ends the process, and one that holds the same twice, many times over, would take for ever.
/// No sound writer has such keys, since it could not have hashed them either. Classes with a GetHashCode of their own are their author's.
/// </summary>
internal static class KeyGuard
{
    private const int Deepest = 2_000;
    private const long Heaviest = 1_000_000;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> s_fields = new();
    private static readonly ConcurrentDictionary<Type, bool> s_mayLoop = new();

    /// <exception cref="WireFormatException">A key cannot be hashed.</exception>
    public static void Check(Type collection, Array items, object?[] comparers)
    {
        if (comparers is [] or [ReferenceEqualityComparer, ..])
        {
            return;
        }

        var item = items.GetType().GetElementType()!;
        var key = KeyOf(collection, item);
        if (!MayLoop(key?.FieldType ?? item))
        {
            return;
        }

        var seen = new Dictionary<object, (int Height, long Weight)>(ReferenceEqualityComparer.Instance);
        foreach (var one in items)
        {
            Measure(key is null ? one : key.GetValue(one), seen, 0);
        }
    }

    // What is hashed or compared of an item if it is not all: the key of a pair, the priority of an element.
    private static FieldInfo? KeyOf(Type collection, Type item)
    {
        var definition = collection.IsGenericType ? collection.GetGenericTypeDefinition() : collection;
        var name = item == typeof(DictionaryEntry) ? "_key"
            : definition == typeof(PriorityQueue<,>) ? "Item2"
            : definition == typeof(Lookup<,>) ? "Item1"
            : item.IsGenericType && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? "key"
            : null;
        return name is null ? null : item.GetField(name, FieldSearch.Instance);
    }

    private static (int Height, long Weight) Measure(object? value, Dictionary<object, (int Height, long Weight)> seen, int depth)
    {
        if (value is null || FieldsOf(value.GetType()) is not { Length: > 0 } fields)
        {
            return (0, 1);
        }

        if (seen.TryGetValue(value, out var known))
        {
            return known.Height >= 0 ? known : throw new WireFormatException("A key holds itself and cannot be hashed.");
        }

        seen[value] = (-1, 0);
        var (height, weight) = (0, 1L);
        foreach (var field in fields)
        {
            var part = depth < Deepest ? Measure(field.GetValue(value), seen, depth + 1) : (Deepest, 0);
            (height, weight) = (Math.Max(height, part.Item1), weight + part.Item2);
        }

        return height < Deepest && weight < Heaviest
            ? seen[value] = (height + 1, weight)
            : throw new WireFormatException("A key holds too much to be hashed.");
    }

    // The fields that the type's hash looks into; none where it looks into nothing or is written by hand.
    private static FieldInfo[] FieldsOf(Type type) => s_fields.GetOrAdd(
        type, static key => HashesItsFields(key) ? [.. FieldSearch.All(key).Where(field => MayLoop(field.FieldType))] : []);

    private static bool HashesItsFields(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type.IsArray)
        {
            return false;
        }

        var method = type.GetMethod(nameof(GetHashCode), BindingFlags.Instance | BindingFlags.Public, [])!;
        return method.DeclaringType == typeof(ValueType) || method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            || typeof(ITuple).IsAssignableFrom(type) || method.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
    }

    // Whether a value of the declared type may lead to itself, or to much, by fields that are hashed.
    private static bool MayLoop(Type type) => s_mayLoop.TryGetValue(type, out var known) ? known : s_mayLoop[type] = Search(type, []);

    private static bool Search(Type type, HashSet<Type> path)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(string) || type.IsArray)
        {
            return false;
        }

        if (type.IsInterface || !(type.IsSealed || type.IsValueType))
        {
            return true;
        }

        if (!HashesItsFields(type))
        {
            return false;
        }

        if (!path.Add(type))
        {
            return true;
        }

        var may = FieldSearch.All(type).Any(field => Search(field.FieldType, path));
        path.Remove(type);
        return may;
    }
}
