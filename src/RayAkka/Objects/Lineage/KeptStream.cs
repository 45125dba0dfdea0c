using RayAkka.Tasks;

namespace RayAkka.Objects.Lineage;

/// <summary>
/// What is kept to compute the large items of one task's stream again: its call, from the first such item that stays on another node. Each item has a lineage
/// of its own: its attempts run the function from its start, and take that item alone.
/// </summary>
internal sealed class KeptStream(RayRuntime runtime, ObjectRef kept, TaskSpec spec, CallExtras extras, bool hasLarge, Action<TaskLineage> add)
{
    /// <summary>An item has come that stays where it was made; nobody else has its ref yet.</summary>
    public void Add(ObjectRef item, long index)
    {
        var lineage = new TaskLineage(runtime, kept, spec, extras, ran: null, hasLarge, item: index);
        item.Extras!.NeedLarge().Source = lineage;
        add(lineage);
    }
}
