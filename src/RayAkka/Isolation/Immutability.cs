using System.Reflection;
using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>
/// Which types are immutable. A declared type is when all values that it can hold are: it is known to be (<see cref="KnownImmutables"/>); or
/// it is a struct all of whose fields are of immutable types (writing to a struct's own fields changes only the writer's copy of it); or
/// it is sealed and all its fields, its bases' included, are readonly and of immutable types. Recursive types are immutable if nothing
/// reachable from them speaks against it, hence the search over all reachable types instead of a recursion with an answer per type.
/// </summary>
internal static class Immutability
{
    // Types that grow without end (class C<T> { C<C<T>> }) must end somewhere.
    private const int MostTypes = 500;

    private static readonly ConditionalWeakTable<Type, object> s_known = [];

    /// <summary>Whether all values that a variable of this type can hold are immutable.</summary>
    public static bool OfDeclared(Type type)
    {
        if (s_known.TryGetValue(type, out var known))
            return (bool)known;

        var answer = Search(type);
        s_known.AddOrUpdate(type, answer);
        return answer;
    }

    /// <summary>Whether objects whose run-time type this is are immutable.</summary>
    public static bool OfExact(Type type)
    {
        if (HasWord(type) || KnownImmutables.IsOurs(type) || KnownImmutables.ContainsExact(type))
            return true;
        if (Refusals.Of(type) is not null || !OfDeclared(type))
            return false;

        // A boxed struct is one object to all who hold the box, and its methods may write to it.
        return !type.IsValueType || type.IsPrimitive || type.IsEnum || type.IsDefined(typeof(IsReadOnlyAttribute), false);
    }

    private static bool HasWord(Type type) => type.IsDefined(typeof(ImmutableAttribute), false);

    private static bool Search(Type root)
    {
        var seen = new HashSet<Type> { root };
        var open = new Stack<Type>([root]);
        while (open.TryPop(out var type))
        {
            if (type != root && s_known.TryGetValue(type, out var known))
            {
                if (!(bool)known)
                    return false;
            }
            else if (seen.Count > MostTypes || !Expand(type, next => AddTo(seen, open, next)))
            {
                return false;
            }
        }

        foreach (var type in seen)
            s_known.AddOrUpdate(type, true);
        return true;
    }

    private static void AddTo(HashSet<Type> seen, Stack<Type> open, Type type)
    {
        if (seen.Add(type))
            open.Push(type);
    }

    // False: the type is not immutable, whatever the others are. Else adds the types on which it depends.
    private static bool Expand(Type type, Action<Type> add)
    {
        if (KnownImmutables.Contains(type))
            return true;
        if (type.IsPointer || type.IsFunctionPointer || type.IsByRef || type.IsByRefLike || type.IsArray || type.IsGenericParameter ||
            type == typeof(nint) || type == typeof(nuint))
        {
            return false;
        }

        if (type.IsPrimitive || type.IsEnum)
            return true;
        if (HasWord(type) && (type.IsSealed || type.IsValueType))
            return true;
        if (KnownImmutables.IsCollection(type))
        {
            foreach (var argument in type.GetGenericArguments())
                add(argument);
            return true;
        }

        if ((!type.IsValueType && !type.IsSealed) || Refusals.Of(type) is not null)
            return false;

        foreach (var field in FieldSearch.All(type))
        {
            if (!type.IsValueType && !field.IsInitOnly)
                return false;
            add(field.FieldType);
        }

        return true;
    }
}
