using RayAkka.Actors;

namespace RayAkka.Handoff;

/// <summary>
/// The search for the incarnation of an actor that was adopted: every node is asked, and the highest number counts. A node that is gone counts
/// as one that has none.
/// </summary>
internal sealed class Census(OwnedActor record, Testament testament, IEnumerable<NodeId> nodes)
{
    /// <summary>The new record, which may be dead meanwhile.</summary>
    public OwnedActor Record => record;

    private readonly HashSet<NodeId> _asked = [.. nodes];

    public Testament Testament { get; private set; } = testament;

    /// <summary>Where the latest incarnation is, dead or alive; nil if nowhere.</summary>
    public NodeId Place { get; private set; }

    public bool IsComplete => _asked.Count == 0;

    /// <summary>Takes an answer; true if it was the last one.</summary>
    public bool Add(NodeId node, CellFound found)
    {
        if (!_asked.Remove(node))
        {
            return false;
        }

        var known = Testament;
        if (found.Restarts > known.Restarts)
        {
            Testament = known = known with { Restarts = found.Restarts, HasBegun = found.HasBegun };
            Place = default;
        }
        else if (found.Restarts == known.Restarts && found.HasBegun)
        {
            Testament = known = known with { HasBegun = true };
        }

        if (found.Incarnation >= known.Restarts)
        {
            Testament = known with { Restarts = found.Incarnation, HasBegun = true };
            Place = node;
        }

        return IsComplete;
    }

    /// <summary>A node is gone; true if it was the last one.</summary>
    public bool Lose(NodeId node)
    {
        if (Place == node)
        {
            Place = default;
        }

        return _asked.Remove(node) && IsComplete;
    }
}
