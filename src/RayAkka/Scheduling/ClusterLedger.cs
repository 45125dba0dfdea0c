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
//
// Placement groups stand in ClusterLedger.Groups.cs.
internal sealed partial class ClusterLedger(TimeProvider time, TimeSpan unschedulableAfter, double spreadThreshold, int passLimit)
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
    private int _turn;

    /// <summary>The request that waits longest of each shape.</summary>
    internal IEnumerable<PlacementRequest> Heads => _shapes.Heads();

    /// <summary>In the order of joining.</summary>
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
        LoseParts(node);
        LoseCapacity(node, ref settled);
        PlaceGroups(null, ref settled);
    }

    internal void DrainNode(NodeLedger node, ref SettledRequests settled)
    {
        node.IsDraining = true;
        LoseCapacity(node, ref settled);

        // Groups that were passed over because of a reservation there.
        PlaceGroups(null, ref settled);
    }

    /// <summary>Offers what was freed on a node, or with null every node, to the waiting heads, the oldest first.</summary>
    internal void Dispatch(NodeLedger? freed, ref SettledRequests settled)
    {
        PlaceGroups(freed, ref settled);
        for (var queue = _waiting.First; queue is not null;)
        {
            var next = queue.NextShape;
            var node = freed is null ? Choose(queue) : IsCandidate(queue, freed) && CanPlace(queue, freed) ? freed : null;
            if (node is not null)
            {
                PlaceHead(queue, node, ref settled);
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

    internal string? WhyInfeasible(ResourceShape shape) => shape.Rule.IsGroup ? WhyNoGroup(shape) : Feasibility.WhyNot(shape, _nodes);

    private bool Reports => unschedulableAfter >= TimeSpan.Zero;

    private static long InfeasibleSince(ShapeQueue queue) => Math.Max(queue.InfeasibleSince, queue.Head!.InfeasibleSince);

    private void Enqueue(PlacementRequest request, ShapeQueue queue, ref SettledRequests settled)
    {
        var feasible = IsFeasible(queue);
        if (!feasible && (unschedulableAfter == TimeSpan.Zero || queue.Shape.Rule.IsGroup))
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

    private void PlaceHead(ShapeQueue queue, NodeLedger node, ref SettledRequests settled)
    {
        var request = queue.Head!;
        Place(request, queue, node);
        RemoveFromQueue(request, queue);
        settled.Add(request);
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
        if (_reservation is { } reservation && (reservation.Node == node || reservation.Node.IsRemoved))
            _reservation = null;
        if (unschedulableAfter == TimeSpan.Zero)
            Expire(ref settled);
    }

    private static void Move(ShapeQueue queue, ShapeList from, ShapeList to)
    {
        from.Remove(queue);
        to.Insert(queue);
    }

    // A request in a group waits as long as the group is there: which bundle can take it was checked when it was made.
    private bool IsFeasible(ShapeQueue queue) => queue.Shape.Rule.IsGroup ? _groups.ContainsKey(queue.Shape.Rule.Group) : Candidates(queue).Count > 0;

    private List<NodeLedger> Candidates(ShapeQueue queue)
    {
        var rule = queue.Shape.Rule;
        var group = rule.IsGroup ? _groups.GetValueOrDefault(rule.Group) : null;
        var version = rule.IsGroup ? group?.Changes ?? 0 : _membership;
        if (queue.CandidatesVersion != version)
        {
            queue.Candidates = rule.IsGroup ? group?.PartsFor(rule.Bundle) ?? [] : NodeFilter.Candidates(queue.Shape, _nodes);
            queue.CandidatesVersion = version;
        }

        return queue.Candidates;
    }

    private bool IsCandidate(ShapeQueue queue, NodeLedger node) => queue.Shape.Rule switch
    {
        { Kind: PlacementRuleKind.Group } rule =>
            node.Bundle is { IsClosed: false } slot && slot.Id.Group == rule.Group && (rule.Bundle < 0 || rule.Bundle == slot.Id.Index),
        { Kind: PlacementRuleKind.Affinity } => node.Bundle is null && Candidates(queue).Contains(node),
        _ => node.Bundle is null && (queue.Shape.Labels.IsEmpty || queue.Shape.Matches(node.Labels)),
    };

    private NodeLedger? Choose(ShapeQueue queue)
    {
        var candidates = Candidates(queue);
        if (candidates.Count == 1)
            return CanPlace(queue, candidates[0]) ? candidates[0] : null;
        if (queue.Shape.Rule.Kind == PlacementRuleKind.Spread)
            return InTurn(queue, candidates);

        var needsGpus = queue.Shape.ToPlace.Gpu > 0;
        NodeLedger? best = null;
        var bestScore = double.PositiveInfinity;
        foreach (var node in candidates)
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

    private NodeLedger? InTurn(ShapeQueue queue, List<NodeLedger> candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var index = (int)((uint)(_turn + i) % (uint)candidates.Count);
            if (!CanPlace(queue, candidates[index]))
                continue;
            _turn = index + 1;
            return candidates[index];
        }

        return null;
    }

    private bool CanPlace(ShapeQueue queue, NodeLedger node) =>
        node.HasRoom(queue.Shape.ToPlace) && (_reservation is null || !_reservation.Forbids(queue, node));

    private void Place(PlacementRequest request, ShapeQueue queue, NodeLedger node)
    {
        if (_waiting.First is not null)
            CountPasses(request, queue, node);
        var grant = node.Take(queue.Shape.ToHold);
        grant.Captures = queue.Shape.Rule.Captures;
        request.Settle(grant);
    }

    private void CountPasses(PlacementRequest request, ShapeQueue queue, NodeLedger node)
    {
        var passed = _waiting.First;
        for (var i = 0; i < Watched && passed is not null && passed.Head!.Sequence < request.Sequence; i++, passed = passed.NextShape)
        {
            if (passed == queue || !IsCandidate(passed, node) || !node.CouldTake(passed.Shape) || !node.WouldMiss(passed.Shape.ToPlace, queue.Shape.ToHold))
                continue;
            passed.Passed++;
            if (_reservation is null && Reservation.IsDue(passed, passLimit))
                Reserve(passed);
        }
    }

    private void Reserve(ShapeQueue queue)
    {
        var node = Candidates(queue).Where(node => node.CouldTake(queue.Shape)).MinBy(node => node.Utilisation(queue.Shape.ToPlace.Gpu > 0));
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
