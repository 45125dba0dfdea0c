using RayAkka.Engine;

namespace RayAkka.Tests.Head;

/// <summary>
/// Queues between nodes: in order within a pair, in any order across pairs, by a seed. A node that dies takes a random part of what it has
/// sent along; the news of its death comes behind the rest.
/// </summary>
internal sealed class SimNetwork(Random random)
{
    private readonly Dictionary<(NodeId From, NodeId To), LinkedList<object>> _queues = [];
    private readonly List<(NodeId From, NodeId To)> _busy = [];
    private readonly HashSet<(NodeId Who, NodeId Whom)> _met = [];
    private readonly HashSet<(NodeId From, NodeId To)> _held = [];
    private readonly HashSet<NodeId> _dead = [];

    public int Pending => _busy.Count;

    public void Post(NodeId from, NodeId to, object item)
    {
        if (_dead.Contains(from) || _dead.Contains(to) || (from != to && item is not (PeerUp or PeerDown) && !_met.Contains((from, to))))
            return;
        if (!_queues.TryGetValue((from, to), out var queue))
            _queues.Add((from, to), queue = new());
        if (queue.Count == 0 && !_held.Contains((from, to)))
            _busy.Add((from, to));
        queue.AddLast(item);
    }

    /// <summary>Lets nothing through from one node to another for a while.</summary>
    public void Hold(NodeId from, NodeId to)
    {
        _held.Add((from, to));
        _busy.Remove((from, to));
    }

    public void Resume(NodeId from, NodeId to)
    {
        if (_held.Remove((from, to)) && _queues.TryGetValue((from, to), out var queue) && queue.Count > 0)
            _busy.Add((from, to));
    }

    public void Introduce(NodeHello left, NodeHello right)
    {
        Post(left.Node, right.Node, new PeerUp(left));
        Post(right.Node, left.Node, new PeerUp(right));
    }

    public bool HasMet(NodeId who, NodeId whom) => who == whom || _met.Contains((who, whom));

    /// <summary>Takes what is on its way now, what a node sends to itself first.</summary>
    public IReadOnlyList<(NodeId From, NodeId To, object Item)> TakeAll()
    {
        var all = new List<(NodeId From, NodeId To, object Item)>();
        foreach (var pair in _busy.OrderBy(pair => pair.From != pair.To).ThenBy(pair => pair.From.Low).ToArray())
        {
            for (var left = _queues[pair].Count; left > 0; left--)
                all.Add(Take(_busy.IndexOf(pair)));
        }

        return all;
    }

    public (NodeId From, NodeId To, object Item) Take() => Take(random.Next(_busy.Count));

    private (NodeId From, NodeId To, object Item) Take(int at)
    {
        var pair = _busy[at];
        var queue = _queues[pair];
        var item = queue.First!.Value;
        queue.RemoveFirst();
        if (queue.Count == 0)
            _busy.RemoveAt(at);
        if (item is PeerUp)
            _met.Add((pair.To, pair.From));
        return (pair.From, pair.To, item);
    }

    public void Kill(NodeId node, IEnumerable<NodeId> others, bool withLoss)
    {
        foreach (var (pair, queue) in _queues)
        {
            if (pair.To == node)
                queue.Clear();
            else if (pair.From == node && withLoss)
                Cut(queue);
            if (queue.Count == 0)
                _busy.Remove(pair);
        }

        foreach (var other in others)
        {
            if (HasMet(other, node) || IsIntroduced(node, other))
                Post(node, other, new PeerDown());
        }

        _dead.Add(node);
    }

    // The introduction itself is not lost: a death is told only of nodes that were met.
    private void Cut(LinkedList<object> queue)
    {
        for (var lost = random.Next(queue.Count + 1); lost > 0 && queue.Last!.Value is not PeerUp; lost--)
            queue.RemoveLast();
    }

    private bool IsIntroduced(NodeId node, NodeId other) => _queues.TryGetValue((node, other), out var queue) && queue.First?.Value is PeerUp;
}

internal sealed record PeerUp(NodeHello Hello);

internal sealed record PeerDown;
