using System.Runtime.InteropServices;

namespace RayAkka.Isolation;

/// <summary>A collection that waits to be rebuilt.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Rebuilding(object copy, RebuildPlan plan, Array items, object?[] comparers)
{
    /// <summary>Whether a comparer of its own may look into the keys, and so into other collections.</summary>
    public bool LooksIntoKeys => comparers is [{ } comparer, ..] and not [ReferenceEqualityComparer, ..] && !IsDefault(comparer.GetType());

    public void Run() => plan.Rebuild(copy, items, comparers);

    private static bool IsDefault(Type type) =>
        type.Assembly == typeof(object).Assembly && type.BaseType is { IsGenericType: true } parent &&
        parent.GetGenericTypeDefinition() == typeof(EqualityComparer<>);
}
