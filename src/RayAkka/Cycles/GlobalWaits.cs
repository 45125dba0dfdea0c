using RayAkka.Objects;

namespace RayAkka.Cycles;

/// <summary>
/// The graph of waits of all processes, made of two rounds of facts. Only waits that stood in both count: they lasted from the end of the first
/// round to the beginning of the second, all at the same time, so a circle of them is one and not an image of moments that never met.
/// </summary>
internal sealed class GlobalWaits
{
    private readonly Dictionary<WaitKey, WaitNode> _nodes = [];
    private readonly HashSet<WaitKey> _known = [];

    public GlobalWaits(IReadOnlyCollection<WaitFact> first, IReadOnlyCollection<WaitFact> second)
    {
        var lasting = first.Select(static fact => (fact.Key, fact.Wait)).ToHashSet();
        var facts = second.Where(fact => fact.Needed <= 0 || fact.Wait == 0 || lasting.Contains((fact.Key, fact.Wait))).ToArray();
        _known = [.. facts.Select(static fact => fact.Key)];
        foreach (var fact in facts)
        {
            Add(fact);
        }

        SetFree();
    }

    /// <summary>The calls in a circle of waits through this run, with the keys of their runs; null if it is in none.</summary>
    public (IReadOnlyList<string> Names, IReadOnlyList<WaitKey> Runs)? CircleOf(WaitKey run)
    {
        if (!_nodes.TryGetValue(run, out var goal) || !goal.IsStuck || goal.Groups.Count == 0)
        {
            return null;
        }

        var queue = new Queue<WaitNode>([goal]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var member in node.Groups.Where(static group => group.IsStuck).SelectMany(static group => group.Members).Where(static member => member.IsStuck))
            {
                if (ReferenceEquals(member, goal))
                {
                    return Path(goal, node);
                }

                if (member.CameFrom is null)
                {
                    member.CameFrom = node;
                    queue.Enqueue(member);
                }
            }
        }

        return null;
    }

    private static (IReadOnlyList<string> Names, IReadOnlyList<WaitKey> Runs) Path(WaitNode goal, WaitNode last)
    {
        var runs = new List<WaitNode>();
        for (var node = last; !ReferenceEquals(node, goal); node = node.CameFrom!)
        {
            if (((WaitKey)node.Subject).Kind == WaitKeyKind.Run)
            {
                runs.Add(node);
            }
        }

        runs.Add(goal);
        runs.Reverse();
        return ([.. runs.Select(static node => node.Name)], [.. runs.Select(static node => (WaitKey)node.Subject)]);
    }

    private void Add(WaitFact fact)
    {
        var node = NodeOf(fact.Key, fact.Name);
        if (fact.Needed > 0)
        {
            node.Groups.Add(new WaitGroup([.. fact.Others.Select(NodeOf)], fact.Needed));
        }
        else if (fact.Needed == WaitFact.FirstThatExists && fact.Others.FirstOrDefault(_known.Contains) is var other && other != default)
        {
            node.Groups.Add(new WaitGroup([NodeOf(other)], 1));
        }
    }

    private WaitNode NodeOf(WaitKey key) => NodeOf(key, "?");

    private WaitNode NodeOf(WaitKey key, string name)
    {
        if (!_nodes.TryGetValue(key, out var node) || (node.Name == "?" && name != "?" && node.Groups.Count == 0))
        {
            if (node is null)
            {
                _nodes.Add(key, node = new WaitNode(key, name));
            }
            else
            {
                node.Name = name;
            }
        }

        return node;
    }

    private void SetFree()
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var node in _nodes.Values)
            {
                if (node.IsStuck && !node.CanNeverGoOn())
                {
                    node.IsStuck = false;
                    changed = true;
                }
            }
        }
    }
}
