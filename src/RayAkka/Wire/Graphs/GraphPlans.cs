using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>The plan of every type that was met.</summary>
internal static class GraphPlans
{
    // What is written as what it stands for, whatever its class.
    private static readonly Type[] s_families = [typeof(Type), typeof(Encoding), typeof(CultureInfo), typeof(Regex)];

    private static readonly ConcurrentDictionary<Type, GraphPlan> s_plans = new();

    public static GraphPlan Of(object value) => For(value is IEqualityComparer or IComparer && ComparerPlan.IsKnown(value) ? typeof(IComparer) : value.GetType());

    public static GraphPlan For(Type type) => s_plans.TryGetValue(type, out var plan) ? plan : s_plans.GetOrAdd(type, Make(type));

    private static GraphPlan Make(Type type)
    {
        if (type == typeof(IComparer))
        {
            return ComparerPlan.Instance;
        }

        if (Array.Find(s_families, family => family.IsAssignableFrom(type)) is { } family)
        {
            return ValuePlans.Find(family)!;
        }

        if (ValuePlans.Find(type) is { } value)
        {
            return value;
        }

        if (PlatformTypes.FrozenBase(type) is { } frozen && AssemblyFacts.IsPlatform(type.Assembly))
        {
            return new FrozenPlan(frozen);
        }

        if (Refusals.Of(type) is not null || IsOutOfPlace(type))
        {
            return new RefusedGraphPlan(type);
        }

        if (type.IsArray)
        {
            return Create(type.IsSZArray ? typeof(ArrayPlan<>) : typeof(ShapedArrayPlan<>), type.GetElementType()!, type);
        }

        if (type.IsValueType)
        {
            return Create(typeof(BoxGraphPlan<>), type);
        }

        if (typeof(Exception).IsAssignableFrom(type))
        {
            return new ExceptionGraphPlan(type);
        }

        if (LinkedListPlan.BaseOf(type) is { } list)
        {
            return (GraphPlan)Activator.CreateInstance(typeof(LinkedListPlan<>).MakeGenericType(list.GetGenericArguments()), type, list)!;
        }

        return CollectionTable.Find(type, out var collection) is { } rebuilder ? new CollectionPlan(type, collection, rebuilder) : new ObjectPlan(type);
    }

    // Refs, handles and what has a form of its own never come here from a sound writer; members of types mean nothing elsewhere.
    private static bool IsOutOfPlace(Type type) =>
        type.IsAbstract || type.IsInterface || type.ContainsGenericParameters || typeof(ObjectRef).IsAssignableFrom(type) || typeof(ActorHandle).IsAssignableFrom(type)
        || typeof(System.Reflection.MemberInfo).IsAssignableFrom(type) || typeof(System.Reflection.Assembly).IsAssignableFrom(type)
        || typeof(System.Reflection.Module).IsAssignableFrom(type) || type == typeof(string);

    private static GraphPlan Create(Type definition, Type argument, params object[] arguments) =>
        (GraphPlan)Activator.CreateInstance(definition.MakeGenericType(argument), arguments)!;
}
