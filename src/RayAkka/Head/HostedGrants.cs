using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>
/// The grants that are in use on this node: what a new head is told of it, and so the one truth about what is taken here. The gate of the link
/// guards it.
/// </summary>
internal sealed class HostedGrants(HeadLink link, IGrantAudit audit)
{
    private readonly Dictionary<GrantId, RemoteGrant> _grants = [];
    private readonly HashSet<NodeId> _fenced = [];

    /// <summary>Takes a grant of another node's request over; null if it is void.</summary>
    public RemoteGrant? Adopt(NodeId requester, GrantWire wire)
    {
        lock (link.Gate)
        {
            if (_grants.TryGetValue(wire.Id, out var known))
            {
                return known;
            }

            // The head of a newer epoch was not told of it and has perhaps given its GPUs away; the head of this one has freed what the
            // dead had asked for.
            if (wire.Id.Epoch != link.Epoch || _fenced.Contains(requester))
            {
                return null;
            }

            var grant = new RemoteGrant(wire.Id, link.Self.Node, requester, wire.Held, wire.GpuIds, wire.Bundle) { Captures = wire.Captures };
            Add(grant);
            return grant;
        }
    }

    /// <summary>Under the gate.</summary>
    public void Add(RemoteGrant grant)
    {
        _grants.Add(grant.Id, grant);
        audit.Began(grant.Id, grant);
    }

    /// <summary>Under the gate.</summary>
    public bool Remove(RemoteGrant grant)
    {
        if (!_grants.Remove(grant.Id))
        {
            return false;
        }

        audit.Ended(grant.Id, grant);
        return true;
    }

    /// <summary>Under the gate: whether a node is known to be gone.</summary>
    public bool IsFenced(NodeId node) => _fenced.Contains(node);

    /// <summary>Under the gate: a node is gone, so what it asked for starts here no more. Returns what has started before.</summary>
    public IReadOnlyList<GrantId> Fence(NodeId requester)
    {
        _fenced.Add(requester);
        return [.. _grants.Values.Where(grant => grant.Requester == requester).Select(static grant => grant.Id)];
    }

    /// <summary>Under the gate.</summary>
    public IReadOnlyList<HostedGrant> ToReport() =>
        [.. _grants.Values.Select(static grant => new HostedGrant(grant.Id, grant.Requester, new Holding(grant.Held, grant.GpuIds, grant.Blocks > 0, grant.Bundle)))];

    /// <summary>A wait on a grant begins or ends; the first and the last of those that overlap are told to the head.</summary>
    public void Change(Grant grant, int by, Func<GrantId, HeadMessage> message)
    {
        if (grant.Held.Cpu == 0)
        {
            return;
        }

        lock (link.Gate)
        {
            var before = grant.Blocks;
            if (grant.IsReleased || before + by < 0)
            {
                return;
            }

            grant.Blocks += by;
            if (before == 0 || grant.Blocks == 0)
            {
                link.Send(message(((RemoteGrant)grant).Id));
            }
        }
    }
}
