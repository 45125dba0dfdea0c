namespace RayAkka.Scheduling;

// Who gets a place where and when. Not thread-safe: ClusterScheduler calls it under its lock and tells the settled requests outside it.
//
// Invariants
//  1. Between two calls no waiting head fits a node, unless a reservation keeps it away: every call that frees something (release, block,
//     a new node, the end of a reservation) dispatches before it returns. So a request whose shape already waits is queued without a look
//     at the nodes, and a release looks only at the node that it freed and at the head of each shape.
//  2. Requests of one shape are granted in the order of submission. Between shapes the older head is asked first; if it does not fit,
//     younger requests of other shapes may pass it.
//  3. A queue with requests stands in exactly one list: _waiting if some node could ever take its shape, _infeasible if none could. Only
//     joining and leaving nodes move it between the two.
//
// Starvation. Passing could keep a big request out for ever. So each younger request that takes, on a node the head could use, something
// the head then lacks counts as a pass, and after passLimit of them one node is reserved: there nothing is placed any more that
// cuts into what the head needs, so what ends on it accumulates. One reservation at a time, else two could wait for each other. It ends
// when the head is placed, and it lapses after one second, twice that the next time and so on up to 32 s, with twice the passes needed
// before each: what runs on the node may itself be waiting for a request that the reservation keeps out, and that must come through.
internal sealed class ClusterLedger(TimeProvider time, TimeSpan unschedulableAfter, double spreadThreshold, int passLimit)
{
    /// <summary>How many of the oldest heads are watched for being passed; more would make a grant dearer with every shape.</summary>
    private const int Watched = 8;

    private readonly ShapeTable _shapes = new();
    private readonly ShapeList _waiting = new();
    private readonly ShapeList _infeasible = new();
    private readonly List<NodeLedger> _nodes = [];
    private Reservation? _reservation;
    private long _membership;
    private long _sequence;

    /// <summary>In the order of joining.</summary>
    /// <summary>The request that waits longest of each shape.</summary>
    internal IEnumerable<PlacementRequest> Heads => _shapes.Heads();

    internal IReadOnlyList<NodeLedger> Nodes => _nodes;

    /// <summary>Whether <see cref="NextDeadline"/> may have come nearer since somebody last reset this.</summary>
    internal bool DeadlineChanged { get; set; }

    internal void Submit(PlacementRequest request, ref SettledRequests settled)
    {
        request.Sequence = ++_sequence;
        var queue = _shapes.QueueOf(request.Shape);
        if (queue.IsEmpty && Choose(queue) is { } node)
        {
            Place(request, queue, node);
            settled.Add(request);
            return;
        }

        Enqueue(request, queue, ref settled);
    }

    internal void Withdraw(PlacementRequest request, ref SettledRequests settled)
    {
        RemoveFromQueue(request, _shapes.QueueOf(request.Shape));
        EndServedReservation(ref settled);
    }

    internal void AddNode(NodeLedger node, ref SettledRequests settled)
    {
        _nodes.Add(node);
        _membership++;
        for (var queue = _infeasible.First; queue is not null;)
        {
            var next = queue.NextShape;
            if (IsFeasible(queue))
                Move(queue, _infeasible, _waiting);
            queue = next;
        }

        Dispatch(node, ref settled);
    }

    internal void RemoveNode(NodeLedger node, ref SettledRequests settled)
    {
        node.IsRemoved = true;
        _nodes.Remove(node);
        LoseCapacity(node, ref settled);
    }

    internal void DrainNode(NodeLedger node, ref SettledRequests settled)
    {
        node.IsDraining = true;
        LoseCapacity(node, ref settled);
    }

    /// <summary>Offers what was freed on a node, or with null every node, to the waiting heads, the oldest first.</summary>
    internal void Dispatch(NodeLedger? freed, ref SettledRequests settled)
    {
        for (var queue = _waiting.First; queue is not null;)
        {
            var next = queue.NextShape;
            var node = freed is null ? Choose(queue) : CanPlace(queue, freed) ? freed : null;
            if (node is not null)
            {
                var request = queue.Head!;
                Place(request, queue, node);
                RemoveFromQueue(request, queue);
                settled.Add(request);
                // still the oldest of the rest: its next request is the next in turn
                if (queue.List is not null && queue.NextShape == next)
                    next = queue;
            }

            queue = next;
        }

        EndServedReservation(ref settled);
    }

    /// <summary>Reports what has waited in vain for long enough and lets an old reservation lapse.</summary>
    internal void Expire(ref SettledRequests settled)
    {
        var now = time.GetTimestamp();
        for (var queue = _infeasible.First; queue is not null;)
        {
            var next = queue.NextShape;
            string? reason = null;
            while (Reports && queue.Head is { } head && time.GetElapsedTime(InfeasibleSince(queue), now) >= unschedulableAfter)
            {
                queue.Remove(head);
                head.Settle(reason ??= WhyInfeasible(queue.Shape)!);
                settled.Add(head);
            }

            if (reason is not null)
                _infeasible.HeadChanged(queue);
            queue = next;
        }

        if (_reservation is { } reservation && time.GetElapsedTime(reservation.Since, now) >= reservation.Term)
        {
            reservation.Queue.Lapses++;
            reservation.Queue.Passed = 0;
            _reservation = null;
            Dispatch(null, ref settled);
        }
    }

    /// <summary>How long until <see cref="Expire"/> has something to do; null if nothing is due ever.</summary>
    internal TimeSpan? NextDeadline()
    {
        var now = time.GetTimestamp();
        TimeSpan? due = _reservation is { } reservation ? reservation.Term - time.GetElapsedTime(reservation.Since, now) : null;
        if (!Reports)
            return due;
        for (var queue = _infeasible.First; queue is not null; queue = queue.NextShape)
        {
            var left = unschedulableAfter - time.GetElapsedTime(InfeasibleSince(queue), now);
            if (due is null || left < due)
                due = left;
        }

        return due;
    }

    /// <summary>Settles everything that waits with one reason.</summary>
    internal void Close(string reason, ref SettledRequests settled)
    {
        _reservation = null;
        while ((_waiting.First ?? _infeasible.First) is { } queue)
        {
            var request = queue.Head!;
            RemoveFromQueue(request, queue);
            request.Settle(reason);
            settled.Add(request);
        }
    }

    internal string? WhyInfeasible(ResourceShape shape) => Feasibility.WhyNot(shape, _nodes);

    private bool Reports => unschedulableAfter >= TimeSpan.Zero;

    private static long InfeasibleSince(ShapeQueue queue) => Math.Max(queue.InfeasibleSince, queue.Head!.InfeasibleSince);

    private void Enqueue(PlacementRequest request, ShapeQueue queue, ref SettledRequests settled)
    {
        var feasible = IsFeasible(queue);
        if (!feasible && unschedulableAfter == TimeSpan.Zero)
        {
            request.Settle(WhyInfeasible(queue.Shape)!);
            settled.Add(request);
            return;
        }

        if (!feasible)
            request.InfeasibleSince = time.GetTimestamp();
        request.State = PlacementState.Waiting;
        queue.Add(request);
        if (queue.List is not null)
            return;

        queue.InfeasibleSince = request.InfeasibleSince;
        (feasible ? _waiting : _infeasible).Insert(queue);
        DeadlineChanged |= !feasible;
    }

    private void RemoveFromQueue(PlacementRequest request, ShapeQueue queue)
    {
        var wasHead = request == queue.Head;
        queue.Remove(request);
        if (wasHead)
            queue.List!.HeadChanged(queue);
    }

    private void LoseCapacity(NodeLedger node, ref SettledRequests settled)
    {
        _membership++;
        for (var queue = _waiting.First; queue is not null;)
        {
            var next = queue.NextShape;
            if (!IsFeasible(queue))
            {
                queue.InfeasibleSince = time.GetTimestamp();
                Move(queue, _waiting, _infeasible);
                DeadlineChanged = true;
            }

            queue = next;
        }

        // whom it kept out there cannot go there any more either, so nothing needs a dispatch
        if (_reservation?.Node == node)
            _reservation = null;
        if (unschedulableAfter == TimeSpan.Zero)
            Expire(ref settled);
    }

    private static void Move(ShapeQueue queue, ShapeList from, ShapeList to)
    {
        from.Remove(queue);
        to.Insert(queue);
    }

    private bool IsFeasible(ShapeQueue queue)
    {
        if (queue.FeasibilityVersion == _membership)
            return queue.IsFeasible;
        queue.IsFeasible = _nodes.Exists(node => node.CouldTake(queue.Shape));
        queue.FeasibilityVersion = _membership;
        return queue.IsFeasible;
    }

    private NodeLedger? Choose(ShapeQueue queue)
    {
        if (_nodes.Count == 1)
            return CanPlace(queue, _nodes[0]) ? _nodes[0] : null;

        var needsGpus = queue.Shape.ToPlace.Gpu > 0;
        NodeLedger? best = null;
        var bestScore = double.PositiveInfinity;
        foreach (var node in _nodes)
        {
            if (!CanPlace(queue, node))
                continue;
            var score = HybridPolicy.Score(node.Utilisation(needsGpus), spreadThreshold, node.Capacity.Gpu > 0, needsGpus);
            if (score >= bestScore)
                continue;
            best = node;
            bestScore = score;
            if (score <= HybridPolicy.Best)
                break;
        }

        return best;
    }

    private bool CanPlace(ShapeQueue queue, NodeLedger node) =>
        node.Fits(queue.Shape) && (_reservation is null || !_reservation.Forbids(queue, node));

    private void Place(PlacementRequest request, ShapeQueue queue, NodeLedger node)
    {
        if (_waiting.First is not null)
            CountPasses(request, queue, node);
        request.Settle(node.Take(queue.Shape.ToHold));
    }

    private void CountPasses(PlacementRequest request, ShapeQueue queue, NodeLedger node)
    {
        var passed = _waiting.First;
        for (var i = 0; i < Watched && passed is not null && passed.Head!.Sequence < request.Sequence; i++, passed = passed.NextShape)
        {
            if (passed == queue || !node.CouldTake(passed.Shape) || !node.WouldMiss(passed.Shape.ToPlace, queue.Shape.ToHold))
                continue;
            passed.Passed++;
            if (_reservation is null && Reservation.IsDue(passed, passLimit))
                Reserve(passed);
        }
    }

    private void Reserve(ShapeQueue queue)
    {
        var node = _nodes.Where(node => node.CouldTake(queue.Shape)).MinBy(node => node.Utilisation(queue.Shape.ToPlace.Gpu > 0));
        if (node is null)
            return;
        _reservation = new Reservation(queue, node, time.GetTimestamp());
        DeadlineChanged = true;
    }

    private void EndServedReservation(ref SettledRequests settled)
    {
        if (_reservation is not { IsServed: true })
            return;
        _reservation = null;
        Dispatch(null, ref settled);
    }
}
