using RayAkka.Diagnostics;
using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>
/// The resource ledger of one epoch: a <see cref="ClusterScheduler"/> in which other nodes' requests stand. The gate of the headship guards it;
/// the scheduler's timer enters through the callbacks of the requests, which take it.
/// </summary>
/// <remarks>
/// Invariants: (1) what is taken on a node is what that node has reported plus what was issued there in this epoch and not yet released;
/// (2) a grant is struck out when the node where it lies or, before that one took it over, its requester says so, when the node where it lies
/// is gone, and, if its requester is gone, when the node where it lies says that it never took it over; (3) after <see cref="Dispose"/>
/// nothing is issued.
/// </remarks>
internal sealed class HeadLedger : IDisposable
{
    private readonly Lock _gate;
    private readonly ulong _epoch;
    private readonly IHeadChannel _channel;
    private readonly IGrantAudit _audit;
    private readonly RayLog _log;
    private readonly ClusterScheduler _scheduler;
    private readonly Dictionary<GrantId, IssuedGrant> _grants = [];
    private ulong _issued;
    private bool _closed;

    public HeadLedger(Lock gate, ulong epoch, IHeadChannel channel, ClusterScheduler scheduler, IGrantAudit audit, RayLog log)
    {
        _gate = gate;
        _epoch = epoch;
        _channel = channel;
        _scheduler = scheduler;
        _audit = audit;
        _log = log;
    }

    public int GrantCount => _grants.Count;

    public IReadOnlyList<NodeAmounts> Amounts() => _scheduler.Amounts();

    public IReadOnlyList<GroupRecord> Groups() => _scheduler.Groups();

    public GroupRecord? CreateGroup(GroupSpec group) => _scheduler.CreateGroup(group);

    public void RemoveGroup(PlacementGroupId group) => _scheduler.RemoveGroup(group);

    /// <summary>Takes a reported group over; to be called before its nodes are admitted, and <see cref="SettleGroups"/> behind them.</summary>
    /// <returns>False if another group has its name.</returns>
    public bool AdoptGroup(GroupRecord group) => _scheduler.AdoptGroup(group);

    public void SettleGroups() => _scheduler.SettleAdoptedGroups();

    public IReadOnlyList<PendingDemand> Demand() => _scheduler.Demand();

    public string? WhyInfeasible(ResourceShape shape) => _scheduler.WhyInfeasible(shape);

    /// <summary>Counts a node in, with what is in use there.</summary>
    public void Admit(HeadMember member, bool isDraining)
    {
        var report = member.Report!;
        var hello = report.Hello;
        if (hello.IsDriver)
        {
            return;
        }

        var ledger = new NodeLedger(member.Id, hello.Capacity, hello.Labels, hello.GpuIds) { IsDraining = isDraining };
        var restored = _scheduler.RestoreNode(ledger, [.. report.Grants.Select(static grant => grant.Holding)]);
        for (var i = 0; i < restored.Length; i++)
        {
            var (id, requester, holding) = report.Grants[i];
            if (restored[i] is { } grant)
            {
                _grants[id] = new IssuedGrant(grant, requester);
                _audit.Issued(id, grant);
            }
            else
            {
                _log.GrantNotCounted(id.ToString(), member.Id, holding.Held.ToString(), string.Join(',', holding.GpuIds));
            }
        }
    }

    public void Place(HeadMember requester, ulong number, ResourceShape shape)
    {
        var request = new HeadRequest(this, requester, number, shape);
        if (requester.Requests.TryAdd(number, request))
        {
            _scheduler.Submit(request);
        }
    }

    public void Withdraw(HeadMember requester, ulong number)
    {
        if (requester.Requests.Remove(number, out var request))
        {
            _scheduler.Withdraw(request);
        }
    }

    public void Release(NodeId from, GrantId id)
    {
        if (_grants.TryGetValue(id, out var issued) && (issued.Grant.Node == from || issued.Requester == from))
        {
            Free(id, issued);
        }
    }

    public void Block(NodeId from, GrantId id)
    {
        if (_grants.TryGetValue(id, out var issued) && issued.Grant.Node == from)
        {
            _scheduler.Block(issued.Grant);
        }
    }

    public void Unblock(NodeId from, GrantId id)
    {
        if (_grants.TryGetValue(id, out var issued) && issued.Grant.Node == from)
        {
            _scheduler.Unblock(issued.Grant);
        }
    }

    public void Drain(NodeId node) => _scheduler.DrainNode(node);

    /// <summary>Takes out a node that is gone: its requests, and what it held.</summary>
    public void Remove(HeadMember member)
    {
        foreach (var request in member.Requests.Values)
        {
            _scheduler.Withdraw(request);
        }

        member.Requests.Clear();
        var hosts = new HashSet<NodeId>();
        foreach (var (id, issued) in _grants)
        {
            if (issued.Grant.Node == member.Id)
            {
                _grants.Remove(id);
                _audit.Freed(id, issued.Grant);
            }
            else if (issued.Requester == member.Id)
            {
                hosts.Add(issued.Grant.Node);
            }
        }

        _scheduler.RemoveNode(member.Id);
        foreach (var host in hosts)
        {
            _channel.Send(host, new Fence(member.Id));
        }
    }

    public void OnFenced(NodeId host, Fenced fenced)
    {
        var kept = fenced.Grants.ToHashSet();
        var unused = _grants
            .Where(entry => entry.Value.Requester == fenced.Requester && entry.Value.Grant.Node == host && !kept.Contains(entry.Key))
            .ToArray();
        foreach (var (id, issued) in unused)
        {
            Free(id, issued);
        }
    }

    public void OnGranted(HeadRequest request)
    {
        lock (_gate)
        {
            var grant = (LedgerGrant)request.Grant!;
            if (_closed || !request.Requester.Requests.Remove(request.Number))
            {
                _scheduler.Release(grant);
                return;
            }

            if (grant.Ledger.IsRemoved)
            {
                // Settled by the scheduler's timer while the node was taken out.
                Place(request.Requester, request.Number, request.Shape);
                return;
            }

            var id = new GrantId(_epoch, ++_issued);
            _grants.Add(id, new IssuedGrant(grant, request.Requester.Id));
            _audit.Issued(id, grant);
            _channel.Send(request.Requester.Id, new Granted(request.Number, id, grant.Node, grant.GpuIds, grant.Bundle?.Index ?? -1));
        }
    }

    public void OnUnschedulable(HeadRequest request, string reason)
    {
        lock (_gate)
        {
            if (!_closed && request.Requester.Requests.Remove(request.Number))
            {
                _channel.Send(request.Requester.Id, new Unschedulable(request.Number, reason));
            }
        }
    }

    /// <summary>Ends the epoch: whoever waits is told by the next head.</summary>
    public void Dispose()
    {
        _closed = true;
        _scheduler.Dispose();
    }

    private void Free(GrantId id, IssuedGrant issued)
    {
        _grants.Remove(id);
        _audit.Freed(id, issued.Grant);
        _scheduler.Release(issued.Grant);
    }
}
