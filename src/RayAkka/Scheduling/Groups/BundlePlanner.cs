namespace RayAkka.Scheduling;

/// <summary>
/// Chooses nodes for all bundles of a placement group at once: filter, score, choose. It tries on copies and changes nothing, so it is all or nothing. First the
/// nodes are taken as the strategy likes them; if that leads nowhere, everything is tried, within a number of steps, with equal bundles in
/// one order only.
/// </summary>
internal sealed class BundlePlanner
{
    /// <summary>How many attempts to put a bundle on a node a search may take: a few milliseconds.</summary>
    internal const int DefaultSteps = 20_000;

    private const int StepsByLiking = 4;

    private readonly PlacementStrategy _strategy;
    private readonly IReadOnlyList<ResourceShape> _bundles;
    private readonly IReadOnlyList<NodeLedger> _nodes;
    private readonly bool _empty;
    private readonly NodeLedger?[] _tried;
    private readonly int[] _rank;
    private readonly int[] _used;
    private readonly int[] _places;
    private readonly Stack<LedgerGrant> _taken = new();
    private int[] _order = [];
    private bool _inOrder;
    private int _steps;

    private BundlePlanner(PlacementStrategy strategy, IReadOnlyList<ResourceShape> bundles, IReadOnlyList<NodeLedger> nodes, int[] places, bool empty)
    {
        _strategy = strategy;
        _bundles = bundles;
        _nodes = nodes;
        _places = places;
        _empty = empty;
        _tried = new NodeLedger?[nodes.Count];
        _used = new int[nodes.Count];
        _rank = new int[nodes.Count];
    }

    /// <summary>Looks for places.</summary>
    /// <param name="strategy">How the bundles lie to each other.</param>
    /// <param name="bundles">What each needs.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="places">
    /// For each bundle the index of its node; -1 where it has none yet, which is filled in if places are found. What a bundle that has one holds is taken there already.
    /// </param>
    /// <param name="empty">Whether to look as if nothing were in use, so that <see cref="PlanOutcome.None"/> means "never on these nodes".</param>
    /// <param name="steps">How long to search.</param>
    /// <returns>How it ended, and the order in which the bundles must take their places: shares of GPUs fit in no other.</returns>
    internal static (PlanOutcome Outcome, IReadOnlyList<int> Order) Plan(
        PlacementStrategy strategy, IReadOnlyList<ResourceShape> bundles, IReadOnlyList<NodeLedger> nodes, int[] places, bool empty = false, int steps = DefaultSteps)
    {
        var planner = new BundlePlanner(strategy, bundles, nodes, places, empty);
        return (planner.Search(steps), planner._order);
    }

    private PlanOutcome Search(int steps)
    {
        foreach (var place in _places)
        {
            if (place >= 0)
                _used[place]++;
        }

        _order = [.. Enumerable.Range(0, _bundles.Count).Where(bundle => _places[bundle] < 0)];
        Array.Sort(_order, Compare);
        Rank();
        var candidates = _order.Select(bundle => Enumerable.Range(0, _nodes.Count).Where(node => CanTake(bundle, node)).ToArray()).ToArray();
        if (candidates.Any(static nodes => nodes.Length == 0))
            return PlanOutcome.None;
        if (_strategy == PlacementStrategy.StrictSpread && candidates.SelectMany(static nodes => nodes).Distinct().Count() < _order.Length)
            return PlanOutcome.None;

        _steps = Math.Min(steps, _order.Length * StepsByLiking);
        if (_strategy == PlacementStrategy.Pack && _order.Length > 1 && TryOnOne(candidates[0]))
            return PlanOutcome.Found;
        if (Place(0, candidates))
            return PlanOutcome.Found;

        _inOrder = true;
        _steps = steps;
        return Place(0, candidates) ? PlanOutcome.Found : _steps < 0 ? PlanOutcome.GaveUp : PlanOutcome.None;
    }

    // The hardest to place first; equal ones side by side.
    private int Compare(int left, int right)
    {
        var (a, b) = (_bundles[left].ToHold, _bundles[right].ToHold);
        var order = b.Gpu.CompareTo(a.Gpu);
        order = order != 0 ? order : b.Custom.Length.CompareTo(a.Custom.Length);
        order = order != 0 ? order : _bundles[right].Labels.Length.CompareTo(_bundles[left].Labels.Length);
        order = order != 0 ? order : b.Memory.CompareTo(a.Memory);
        order = order != 0 ? order : b.Cpu.CompareTo(a.Cpu);
        order = order != 0 ? order : _bundles[left].GetHashCode().CompareTo(_bundles[right].GetHashCode());
        return order != 0 ? order : left.CompareTo(right);
    }

    // Nodes with GPUs last if no bundle wants one; then the fullest first where few nodes are wanted, the emptiest where many are.
    private void Rank()
    {
        var needsGpus = _bundles.Any(static bundle => bundle.ToHold.Gpu > 0);
        var isPacked = _strategy is PlacementStrategy.Pack or PlacementStrategy.StrictPack;
        var scores = new double[_nodes.Count];
        for (var node = 0; node < scores.Length; node++)
        {
            var used = _empty ? 0 : _nodes[node].Utilisation(needsGpus);
            scores[node] = (isPacked ? -used : used) + (!needsGpus && _nodes[node].Capacity.Gpu > 0 ? HybridPolicy.GpuPenalty : 0);
        }

        int[] byScore = [.. Enumerable.Range(0, scores.Length).OrderBy(node => scores[node])];
        for (var rank = 0; rank < byScore.Length; rank++)
            _rank[byScore[rank]] = rank;
    }

    private bool TryOnOne(int[] nodes)
    {
        foreach (var node in nodes.OrderBy(node => _used[node] > 0 ? -1 : _rank[node]))
        {
            var placed = 0;
            while (placed < _order.Length && CanTake(_order[placed], node))
                Take(_order[placed++], node);
            if (placed == _order.Length)
                return true;
            while (placed > 0)
                Return(_order[--placed]);
        }

        return false;
    }

    private bool Place(int next, int[][] candidates)
    {
        if (next == _order.Length)
            return true;
        var bundle = _order[next];
        foreach (var node in Liked(candidates[next]))
        {
            if (!CanTake(bundle, node) || (_inOrder && next > 0 && IsOutOfOrder(bundle, _order[next - 1], node)))
                continue;
            if (--_steps < 0)
                return false;
            Take(bundle, node);
            if (Place(next + 1, candidates))
                return true;
            Return(bundle);
        }

        return false;
    }

    private IEnumerable<int> Liked(int[] nodes) => _strategy switch
    {
        PlacementStrategy.Pack or PlacementStrategy.StrictPack => nodes.OrderBy(node => _used[node] == 0).ThenBy(node => _rank[node]),
        _ => nodes.OrderBy(node => _used[node]).ThenBy(node => _rank[node]),
    };

    // Of equal bundles the later one is never tried on a node before that of the earlier one: the same with the two exchanged was tried.
    private bool IsOutOfOrder(int bundle, int before, int node) =>
        _bundles[bundle].Equals(_bundles[before]) && _rank[node] < _rank[_places[before]];

    private bool CanTake(int bundle, int node)
    {
        if (_strategy == PlacementStrategy.StrictSpread && _used[node] > 0)
            return false;
        if (_strategy == PlacementStrategy.StrictPack && _used[node] == 0 && Array.Exists(_used, static used => used > 0))
            return false;
        var shape = _bundles[bundle];
        return _tried[node] is { } tried ? tried.Fits(shape) : _empty ? _nodes[node].CouldTake(shape) : _nodes[node].Fits(shape);
    }

    private void Take(int bundle, int node)
    {
        _taken.Push((_tried[node] ??= _nodes[node].Copy(_empty)).Take(_bundles[bundle].ToHold));
        _used[node]++;
        _places[bundle] = node;
    }

    private void Return(int bundle)
    {
        var node = _places[bundle];
        _tried[node]!.Return(_taken.Pop());
        _used[node]--;
        _places[bundle] = -1;
    }

}
