using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>
/// The scheduler of a process in a cluster: it asks the head. Thread-safe; the gate of the link guards it.
/// </summary>
/// <remarks>
/// Invariants: (1) a request that was submitted and is neither withdrawn nor told its fate stands in <c>_waiting</c>, and each head that
/// this node follows was sent it once, behind the report; (2) whoever takes it out of there under the gate decides its fate: a grant for
/// a request that no longer stands there is given back at once; (3) a grant on this node is in use from the moment it arrives; one on
/// another node is a mere promise until it is handed over and adopted there, and void as soon as this node follows a newer epoch.
/// </remarks>
internal sealed partial class RemoteScheduler : IScheduler
{
    private const string ShutDown = "the scheduler has shut down";

    private readonly HeadLink _link;
    private readonly HostedGrants _hosted;
    private readonly HeadQueries _queries;
    private readonly SentShapes _shapes;
    private readonly Dictionary<ulong, PlacementRequest> _waiting = [];
    private readonly HashSet<NodeId> _draining = [];
    private ulong _number;
    private bool _disposed;

    public RemoteScheduler(HeadLink link, HostedGrants hosted, HeadQueries queries)
    {
        _link = link;
        _hosted = hosted;
        _queries = queries;
        _shapes = new SentShapes(link);
    }

    /// <summary>How many requests wait; under the gate.</summary>
    public int Count => _waiting.Count;

    public void Submit(PlacementRequest request)
    {
        lock (_link.Gate)
        {
            if (request.State != PlacementState.New)
            {
                return;
            }

            if (!_disposed)
            {
                request.State = PlacementState.Waiting;
                request.Sequence = (long)++_number;
                _waiting.Add(_number, request);
                Send(_number, request);
                _link.OnWaiting();
                return;
            }

            request.Settle(ShutDown);
        }

        request.Deliver();
    }

    public bool Withdraw(PlacementRequest request)
    {
        lock (_link.Gate)
        {
            if (request.State > PlacementState.Waiting)
            {
                return false;
            }

            if (_waiting.Remove((ulong)request.Sequence))
            {
                _link.Send(new Withdraw((ulong)request.Sequence));
            }

            request.State = PlacementState.Withdrawn;
            return true;
        }
    }

    public void Release(Grant grant)
    {
        var remote = (RemoteGrant)grant;
        lock (_link.Gate)
        {
            if (grant.IsReleased)
            {
                return;
            }

            grant.IsReleased = true;
            _hosted.Remove(remote);
            _link.Send(new Release(remote.Id));
        }
    }

    /// <summary>
    /// To be called by the requester just before it sends the grant to the node where it lies: from now on that node has it, and a release
    /// here does nothing. For a grant on this very node nothing changes.
    /// </summary>
    /// <returns>False if the grant is void because another head has taken over since, or its node is gone; ask for another place.</returns>
    public bool HandOver(Grant grant)
    {
        var remote = (RemoteGrant)grant;
        lock (_link.Gate)
        {
            if (grant.IsReleased || remote.Node == _link.Self.Node)
            {
                return !grant.IsReleased;
            }

            grant.IsReleased = true;
            return remote.Id.Epoch == _link.Epoch && !_hosted.IsFenced(remote.Node);
        }
    }

    /// <summary>To be called by the requester when it could not send what it had handed a grant over for.</summary>
    public void TakeBack(Grant grant)
    {
        lock (_link.Gate)
        {
            grant.IsReleased = true;
            _hosted.Remove((RemoteGrant)grant);
            _link.Send(new Release(((RemoteGrant)grant).Id));
        }
    }

    /// <summary>
    /// To be called where a grant lies when it arrives from its requester: it is in use here until it is released here. A grant that is
    /// adopted but not needed after all must be released here as well.
    /// </summary>
    /// <returns>The grant; null if it is void. Then nothing may start, and the requester must ask for another place.</returns>
    public Grant? Adopt(NodeId requester, GrantWire wire) => _hosted.Adopt(requester, wire);

    public void Block(Grant grant) => _hosted.Change(grant, by: 1, static id => new Block(id));

    public void Unblock(Grant grant) => _hosted.Change(grant, by: -1, static id => new Unblock(id));

    public string? WhyInfeasible(ResourceShape shape) =>
        _queries.Ask<FeasibilityAnswer>(number => new FeasibilityQuery(number, shape), "a place").Missing;

    public IReadOnlyDictionary<string, double> Total() => UsageReport.Total(Usage());

    public IReadOnlyDictionary<string, double> Available() => UsageReport.Available(Usage());

    public IReadOnlyList<NodeUsage> Snapshot() => UsageReport.ByNode(Usage());

    public IReadOnlyList<PlacementRequest> Waiting()
    {
        lock (_link.Gate)
        {
            return [.. _waiting.Values.GroupBy(static request => request.Shape).Select(static shape => shape.MinBy(static request => request.Sequence)!)];
        }
    }

    /// <summary>Nodes of a cluster come by themselves; this does nothing.</summary>
    public void AddNode(NodeId node, ResourceSet capacity, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int>? gpuIds)
    {
    }

    /// <summary>Nodes of a cluster go by themselves; this does nothing.</summary>
    /// <returns>False.</returns>
    public bool RemoveNode(NodeId node) => false;

    public void DrainNode(NodeId node)
    {
        lock (_link.Gate)
        {
            if (_draining.Add(node))
            {
                _link.Send(new Drain(node));
            }
        }
    }

    public void Dispose()
    {
        PlacementRequest[] left;
        lock (_link.Gate)
        {
            _disposed = true;
            left = [.. _waiting.Values];
            _waiting.Clear();
            foreach (var request in left)
            {
                _link.Send(new Withdraw((ulong)request.Sequence));
                request.Settle(ShutDown);
            }
        }

        foreach (var request in left)
        {
            request.Deliver();
        }
    }

    /// <summary>Under the gate: the nodes that this one knows to drain.</summary>
    public IReadOnlyList<NodeId> Draining() => [.. _draining];

    /// <summary>Under the gate, behind the report to a new head.</summary>
    public void SubmitAgain()
    {
        _shapes.Forget();
        foreach (var (number, request) in _waiting.OrderBy(static waiting => waiting.Key))
        {
            Send(number, request);
        }
    }

    public void OnGranted(NodeId from, Granted granted)
    {
        PlacementRequest? request;
        lock (_link.Gate)
        {
            if (_link.Head != from)
            {
                return;
            }

            if (!_waiting.TryGetValue(granted.Number, out request))
            {
                _link.Send(new Release(granted.Id));
                return;
            }

            if (_hosted.IsFenced(granted.Node))
            {
                // The head does not know yet that the node is gone.
                _link.Send(new Release(granted.Id));
                Send(granted.Number, request);
                return;
            }

            _waiting.Remove(granted.Number);
            var rule = request.Shape.Rule;
            var bundle = rule.IsGroup && granted.Bundle >= 0 ? new BundleId(rule.Group, granted.Bundle) : (BundleId?)null;
            var grant = new RemoteGrant(granted.Id, granted.Node, _link.Self.Node, request.Shape.ToHold, granted.GpuIds, bundle) { Captures = rule.Captures };
            if (grant.Node == _link.Self.Node)
            {
                _hosted.Add(grant);
            }

            request.Settle(grant);
        }

        request.Deliver();
    }

    public void OnUnschedulable(NodeId from, Unschedulable told)
    {
        PlacementRequest? request;
        lock (_link.Gate)
        {
            if (_link.Head != from || !_waiting.Remove(told.Number, out request))
            {
                return;
            }

            request.Settle(told.Reason);
        }

        request.Deliver();
    }

    public void OnDraining()
    {
        lock (_link.Gate)
        {
            _draining.Add(_link.Self.Node);
        }
    }

    /// <summary>Under the gate.</summary>
    public void Forget(NodeId gone) => _draining.Remove(gone);

    private IReadOnlyList<NodeAmounts> Usage() =>
        _queries.Ask<UsageAnswer>(static number => new UsageQuery(number), "the resources of the cluster").Nodes;

    private void Send(ulong number, PlacementRequest request)
    {
        if (_link.HasHead)
        {
            _link.Send(new Place(number, _shapes.NumberOf(request.Shape)));
        }
    }
}
