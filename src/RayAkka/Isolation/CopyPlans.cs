using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>The plan of every run-time type that was met.</summary>
internal static class CopyPlans
{
    private static readonly ConcurrentDictionary<Type, CopyPlan> s_plans = new();

    // Types of unloadable assemblies must be able to go.
    private static readonly ConditionalWeakTable<Type, CopyPlan> s_collectible = [];

    // In front of both, since this is asked for every object: one place a hash, the latest type wins it.
    private static readonly Recent?[] s_recent = new Recent?[256];

    public static CopyPlan For(Type type)
    {
        var recent = Volatile.Read(ref s_recent[RuntimeHelpers.GetHashCode(type) & 255]);
        return recent is not null && recent.Type == type ? recent.Plan : Find(type);
    }

    private static CopyPlan Find(Type type)
    {
        if (type.IsCollectible)
            return s_collectible.GetValue(type, Make);

        var plan = s_plans.GetOrAdd(type, Make);
        Volatile.Write(ref s_recent[RuntimeHelpers.GetHashCode(type) & 255], new Recent(type, plan));
        return plan;
    }

    private static CopyPlan Make(Type type)
    {
        if (Immutability.OfExact(type))
            return SharedPlan.Instance;
        if (Refusals.Of(type) is not null)
            return RefusedPlan.Instance;
        if (type.IsArray)
            return ForArray(type, type.GetElementType()!);
        if (typeof(CultureInfo).IsAssignableFrom(type))
            return new CulturePlan();
        if (typeof(Exception).IsAssignableFrom(type))
            return new ExceptionPlan(FixerCompiler.ForClass(type, FieldSearch.All(type).Where(ExceptionPlan.IsUsersField)));
        if (IsListOfImmutables(type))
            return Create(typeof(ListPlan<>), type.GetGenericArguments()[0]);
        if (RebuilderTable.Find(type, out var collection) is { } rebuilder)
            return ForRebuilding(type, collection, rebuilder);
        if (type.IsValueType)
            return Immutability.OfDeclared(type) ? ClonePlan.Instance : Create(typeof(BoxPlan<>), type);
        return FixerCompiler.ForClass(type, FieldSearch.All(type)) is { } fix ? new FieldsPlan(fix) : ClonePlan.Instance;
    }

    private static bool IsListOfImmutables(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) && Immutability.OfDeclared(type.GetGenericArguments()[0]);

    private static CopyPlan ForArray(Type type, Type element)
    {
        var isNumber = element == typeof(nint) || element == typeof(nuint);
        if (isNumber || Immutability.OfDeclared(element))
        {
            var isFlat = type.IsSZArray && element.IsValueType && !ContainsReferences(element);
            return isFlat ? Create(typeof(BlitArrayPlan<>), element) : ClonePlan.Instance;
        }

        return element.IsValueType ? Create(typeof(StructArrayPlan<>), element) : ReferenceArrayPlan.Instance;
    }

    private static RebuildPlan ForRebuilding(Type type, Type collection, Rebuilder rebuilder)
    {
        var items = rebuilder.ItemType;
        var itemsPlan = For(items.MakeArrayType());
        var transplant = FixerCompiler.Transplant(collection, FieldSearch.All(collection));
        var fixOwnFields = FixerCompiler.ForClass(type, FieldSearch.Below(type, collection));
        return new RebuildPlan(collection, rebuilder, itemsPlan, transplant, fixOwnFields);
    }

    private static CopyPlan Create(Type definition, Type argument) =>
        (CopyPlan)Activator.CreateInstance(definition.MakeGenericType(argument))!;

    private static bool ContainsReferences(Type type) =>
        (bool)typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!
            .MakeGenericMethod(type).Invoke(null, null)!;

    private sealed record Recent(Type Type, CopyPlan Plan);
}
