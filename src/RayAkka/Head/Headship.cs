using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>
/// Whether this node keeps the books, and in which epoch. The engine elects; epochs make sure that of two elected nodes at most one is
/// followed by any node.
/// </summary>
/// <remarks>
/// Invariants: (1) an epoch is asked for that is higher than any this node has seen; a node follows each epoch once, so no two heads ever
/// have the reports of one node in the same epoch; (2) an elected node that is asked to follow a higher epoch, or whose own is refused because of a
/// node with a higher id that asks under the same, suspends itself and takes up again, with a higher epoch, when that one resigns or is gone;
/// so of two that are elected at a time one goes on, whatever the order of the news; (3) what is not followed issues nothing that any node would start.
/// </remarks>
internal sealed class Headship : IDisposable
{
    private readonly Lock _gate = new();
    private readonly NodeHello _self;
    private readonly IHeadChannel _channel;
    private readonly TimeProvider _time;
    private readonly TimeSpan _unschedulableAfter;
    private readonly double _spreadThreshold;
    private readonly IGrantAudit _audit;
    private readonly IActorKeeper? _keeper;
    private readonly Func<ulong, bool> _isGone;
    private readonly RayLog _log;
    private readonly ITimer _timer;
    private readonly Dictionary<NodeId, NodeHello> _peers = [];
    private readonly Dictionary<NodeId, ulong> _resigned = [];
    private HeadOffice? _office;
    private NodeId _outrankedBy;
    private ulong _outrankingEpoch;
    private ulong _highest;
    private bool _elected;

    public Headship(
        NodeHello self, IHeadChannel channel, TimeProvider time, TimeSpan unschedulableAfter, double spreadThreshold, IGrantAudit audit, IActorKeeper? keeper, Func<ulong, bool> isGone, RayLog log)
    {
        _self = self;
        _channel = channel;
        _time = time;
        _unschedulableAfter = unschedulableAfter;
        _spreadThreshold = spreadThreshold;
        _audit = audit;
        _keeper = keeper;
        _isGone = isGone;
        _log = log;
        _peers.Add(self.Node, self);
        _timer = time.CreateTimer(static headship => ((Headship)headship!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void OnElected()
    {
        lock (_gate)
        {
            if (!_elected)
            {
                _elected = true;
                Campaign();
            }
        }
    }

    public void OnDismissed()
    {
        lock (_gate)
        {
            if (!_elected)
            {
                return;
            }

            _elected = false;
            _outrankedBy = default;
            Close("another node keeps them or will");
            foreach (var peer in _peers.Keys)
            {
                _channel.Send(peer, new Resigned(_highest));
            }
        }
    }

    public void OnPeerUp(NodeHello hello)
    {
        lock (_gate)
        {
            _peers[hello.Node] = hello;
            _office?.Meet([hello]);
        }
    }

    public void OnPeerDown(NodeId peer)
    {
        lock (_gate)
        {
            _peers.Remove(peer);
            _resigned.Remove(peer);
            if (_outrankedBy == peer)
            {
                Campaign();
            }
            else
            {
                _office?.Remove(peer);
            }
        }
    }

    /// <summary>Another node has asked this one to follow it.</summary>
    public void OnHello(NodeId from, ulong epoch)
    {
        lock (_gate)
        {
            _highest = Math.Max(_highest, epoch);
            if (from != _self.Node && _elected && epoch > (_office?.Epoch ?? _outrankingEpoch))
            {
                Suspend(from, epoch);
            }
        }
    }

    public void OnResigned(NodeId from, ulong epoch)
    {
        lock (_gate)
        {
            _resigned[from] = epoch;
            if (_outrankedBy == from)
            {
                Campaign();
            }
        }
    }

    public void OnMessage(NodeId from, HeadMessage message)
    {
        lock (_gate)
        {
            if (message is Outdated outdated)
            {
                OnOutdated(outdated);
            }
            else
            {
                _office?.OnMessage(from, message);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _elected = false;
            Close("Ray shuts down");
            _timer.Dispose();
        }
    }

    private static bool IsHigher(NodeId left, NodeId right) => left.High != right.High ? left.High > right.High : left.Low > right.Low;

    private void OnOutdated(Outdated outdated)
    {
        _highest = Math.Max(_highest, outdated.Epoch);
        if (_office is null || outdated.Refused != _office.Epoch)
        {
            return;
        }

        // Whom the others follow may be gone, or have resigned: then its epoch is only a number to exceed.
        var rival = outdated.Head;
        var stands = rival != _self.Node && _peers.ContainsKey(rival) && !(_resigned.TryGetValue(rival, out var last) && last >= outdated.Epoch);
        if (stands && outdated.Epoch == _office.Epoch && IsHigher(rival, _self.Node))
        {
            Suspend(rival, outdated.Epoch);
        }
        else
        {
            Campaign();
        }
    }

    private void Suspend(NodeId rival, ulong epoch)
    {
        Close($"the node {rival} was elected as well, and goes before");
        _outrankedBy = rival;
        _outrankingEpoch = epoch;
    }

    private void Campaign()
    {
        _outrankedBy = default;
        Close("a higher epoch is needed");
        _highest++;
        HeadOffice? office = null;
        var scheduler = new ClusterScheduler(_time, _unschedulableAfter, _spreadThreshold) { OnGroupChanged = group => OnGroupChanged(office, group) };
        var ledger = new HeadLedger(_gate, _highest, _channel, scheduler, _audit, _log);
        _office = office = new HeadOffice(_highest, _self.Node, _channel, ledger, _keeper, _isGone, _log);
        _office.Meet(_peers.Values);
        _timer.Change(HeadLink.Patience, Timeout.InfiniteTimeSpan);
    }

    private void OnGroupChanged(HeadOffice? office, GroupRecord group)
    {
        lock (_gate)
        {
            if (ReferenceEquals(office, _office))
            {
                _office?.OnGroupChanged(group);
            }
        }
    }

    private void Close(string reason)
    {
        if (_office is { } office)
        {
            _office = null;
            office.Dispose();
            _log.BooksClosed(office.Epoch, reason);
        }
    }

    private void OnTimer()
    {
        string? missing;
        lock (_gate)
        {
            missing = _office?.Missing();
        }

        if (missing is not null)
        {
            _log.ReportsMissing(HeadLink.Patience, missing);
        }
    }
}
