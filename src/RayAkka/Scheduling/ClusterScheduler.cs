namespace RayAkka.Scheduling;

/// <summary>
/// Places tasks and actors on nodes by the resources that they need. Thread-safe: one lock around a <see cref="ClusterLedger"/>, which
/// opens with the rules. Requests are told of their fate outside the lock.
/// </summary>
internal sealed partial class ClusterScheduler : IScheduler
{
    private const string ShutDown = "the scheduler has shut down";

    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, NodeLedger> _byId = [];
    private readonly ClusterLedger _ledger;
    private readonly ITimer _timer;
    private bool _disposed;

    /// <summary>Makes a scheduler without nodes.</summary>
    /// <param name="time">The clock and its timers.</param>
    /// <param name="unschedulableAfter">
    /// How long a request that no node could take waits for one to join: zero fails it at once, <see cref="Timeout.InfiniteTimeSpan"/> never.
    /// </param>
    /// <param name="spreadThreshold">Nodes are packed until this share of their scarcest resource is in use, then work is spread.</param>
    /// <param name="passLimit">How often younger requests may pass a waiting one of another shape before a node is reserved for it.</param>
    internal ClusterScheduler(
        TimeProvider time,
        TimeSpan unschedulableAfter,
        double spreadThreshold = 0.5,
        int passLimit = Reservation.DefaultPassLimit)
    {
        if (unschedulableAfter < TimeSpan.Zero && unschedulableAfter != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(unschedulableAfter), unschedulableAfter, "Give a time from zero upwards, or infinite.");
        if (!(spreadThreshold is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(spreadThreshold), spreadThreshold, "Give a threshold from 0 to 1.");
        _ledger = new ClusterLedger(time, unschedulableAfter, spreadThreshold, passLimit);
        _timer = time.CreateTimer(static state => ((ClusterScheduler)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds a node and places what waited for it.</summary>
    /// <param name="node">Its id, new in this scheduler.</param>
    /// <param name="capacity">What it has; GPUs in whole numbers.</param>
    /// <param name="labels">What requests can ask of it.</param>
    /// <param name="gpuIds">The ids of its GPUs, one each. Default 0 to n-1.</param>
    /// <exception cref="ArgumentException">The node is there already, or its GPUs and their ids do not match.</exception>
    public void AddNode(NodeId node, ResourceSet capacity, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int>? gpuIds) =>
        RestoreNode(new NodeLedger(node, capacity, labels, gpuIds), []);

    /// <summary>Adds a node on which grants from before are still held, and places what waited for the rest of it.</summary>
    /// <returns>For each holding its grant; null where what it holds is not there or held by another already.</returns>
    internal LedgerGrant?[] RestoreNode(NodeLedger ledger, IReadOnlyList<Holding> holdings)
    {
        var grants = new LedgerGrant?[holdings.Count];
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (!_byId.TryAdd(ledger.Id, ledger))
                throw new ArgumentException($"The node {ledger.Id} is already part of the cluster; give each node an id of its own.", nameof(ledger));
            _ledger.RestoreParts(ledger);
            for (var i = 0; i < grants.Length; i++)
                grants[i] = (_ledger.PartOn(ledger, holdings[i].Bundle) ?? ledger).Restore(holdings[i]);
            _ledger.AddNode(ledger, ref settled);
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
        return grants;
    }

    /// <summary>Takes a node out that is gone. Its grants are void: releasing them does nothing. False if it was not there.</summary>
    public bool RemoveNode(NodeId node)
    {
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (!_byId.Remove(node, out var ledger))
                return false;
            _ledger.RemoveNode(ledger, ref settled);
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
        return true;
    }

    /// <summary>Places nothing more on a node that is about to leave. What it has still counts in the total but not as available.</summary>
    public void DrainNode(NodeId node)
    {
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (!_byId.TryGetValue(node, out var ledger) || ledger.IsDraining)
                return;
            _ledger.DrainNode(ledger, ref settled);
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
    }

    /// <summary>
    /// Places a request or queues it; it is told before this returns if its fate is already known (later, on this thread, when called from
    /// within <see cref="PlacementRequest.OnGranted"/>). A request that was withdrawn or submitted before is ignored.
    /// </summary>
    public void Submit(PlacementRequest request)
    {
        var settled = default(SettledRequests);
        lock (_gate)
        {
            if (request.State != PlacementState.New)
                return;
            if (_disposed)
            {
                request.Settle(ShutDown);
                settled.Add(request);
            }
            else
            {
                _ledger.Submit(request, ref settled);
                Arm();
            }
        }

        settled.Deliver();
    }

    /// <summary>Takes a request back that is not settled yet, also one that is still to be submitted. False: it is or will be told its fate.</summary>
    public bool Withdraw(PlacementRequest request)
    {
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (request.State > PlacementState.Waiting)
                return false;
            var waits = request.State == PlacementState.Waiting;
            request.State = PlacementState.Withdrawn;
            if (waits)
                _ledger.Withdraw(request, ref settled);
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
        return true;
    }

    /// <summary>Gives back what a grant holds and places what waited for it. Doing it twice does nothing.</summary>
    public void Release(Grant grant)
    {
        var ledger = ((LedgerGrant)grant).Ledger;
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (grant.IsReleased || ledger.IsRemoved)
                return;
            grant.IsReleased = true;
            ledger.Return(grant);
            _ledger.OnFreed(ledger, ref settled);
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
    }

    /// <summary>Lends the CPU of a grant to others while its holder waits. Waits may overlap: the last <see cref="Unblock"/> ends it.</summary>
    public void Block(Grant grant)
    {
        var ledger = ((LedgerGrant)grant).Ledger;
        if (grant.Held.Cpu == 0)
            return;
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (grant.IsReleased || ledger.IsRemoved || ++grant.Blocks > 1)
                return;
            ledger.ChangeCpu(grant.Held.Cpu);
            _ledger.Dispatch(ledger, ref settled);
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
    }

    /// <summary>Takes the CPU of a grant again at once, also when others use it; what is released next then pays that debt.</summary>
    public void Unblock(Grant grant)
    {
        var ledger = ((LedgerGrant)grant).Ledger;
        if (grant.Held.Cpu == 0)
            return;
        lock (_gate)
        {
            if (!grant.IsReleased && !ledger.IsRemoved && grant.Blocks > 0 && --grant.Blocks == 0)
                ledger.ChangeCpu(-grant.Held.Cpu);
        }
    }

    /// <summary>What is missing for some node to be able to take a shape, whatever is in use; null if nothing is.</summary>
    public string? WhyInfeasible(ResourceShape shape)
    {
        lock (_gate)
            return _ledger.WhyInfeasible(shape);
    }

    /// <summary>What all nodes have, by kind.</summary>
    public IReadOnlyDictionary<string, double> Total() => UsageReport.Total(Amounts());

    /// <summary>What is free on all nodes that are not draining, by kind; the kinds of <see cref="Total"/>, never below 0.</summary>
    public IReadOnlyDictionary<string, double> Available() => UsageReport.Available(Amounts());

    /// <summary>The nodes in the order of joining.</summary>
    public IReadOnlyList<NodeUsage> Snapshot() => UsageReport.ByNode(Amounts());

    /// <summary>What <see cref="Snapshot"/> says, as the ledger counts.</summary>
    internal IReadOnlyList<NodeAmounts> Amounts()
    {
        lock (_gate)
            return UsageReport.Amounts(_ledger.Nodes);
    }

    /// <summary>The request that waits longest of each shape, for logs.</summary>
    public IReadOnlyList<PlacementRequest> Waiting()
    {
        lock (_gate)
            return [.. _ledger.Heads];
    }

    /// <summary>Stops the clock and reports everything that waits as unschedulable. Releases still count.</summary>
    public void Dispose()
    {
        var settled = default(SettledRequests);
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _ledger.Close(ShutDown, ref settled);
        }

        _timer.Dispose();
        settled.Deliver();
    }

    private void OnTimer()
    {
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (_disposed)
                return;
            _ledger.Expire(ref settled);
            _ledger.DeadlineChanged = true;
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
    }

    private void Arm()
    {
        if (!_ledger.DeadlineChanged || _disposed)
            return;
        _ledger.DeadlineChanged = false;
        if (_ledger.NextDeadline() is { } due)
            _timer.Change(due < s_shortestWait ? s_shortestWait : due > s_longestWait ? s_longestWait : due, Timeout.InfiniteTimeSpan);
    }
}
