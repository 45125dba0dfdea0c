namespace RayAkka.Recovery;

/// <summary>A task, or a replayed actor, of whose calls incarnations in this process have records.</summary>
/// <param name="owner">The node of the process that says when it has ended for good.</param>
/// <param name="outlivesOwner">Whether another process says so when that one is gone.</param>
internal sealed class HeldTask(NodeId owner, bool outlivesOwner = false)
{
    public NodeId Owner { get; set; } = owner;

    public bool OutlivesOwner => outlivesOwner;

    public HashSet<CallRecords> Records { get; } = [];
}
