using System.Runtime.InteropServices;

namespace RayAkka.Isolation;

/// <summary>A collection that waits to be rebuilt.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Rebuilding(object copy, RebuildPlan plan, Array items, object?[] comparers)
{
    public void Run() => plan.Rebuild(copy, items, comparers);
}
