using RayAkka.Actors;
using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// What a frame waits for, and what that waits for, and so on: collected without recursion, since chains of arguments can be longer than the
/// stack is deep. Every node is taken to be stuck, and then set free where one of its ways leads on, until nothing changes: what stays is the
/// largest set of calls of which each waits for others of the set. A cycle of ANDs and ORs needs this; following one path does not do.
/// </summary>
internal sealed class WaitGraph
{
    private readonly Dictionary<object, WaitNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly List<WaitNode> _order = [];
    private readonly WaitNode _goal;

    public WaitGraph(Frame goal)
    {
        _goal = NodeOf(goal);
        for (var i = 0; i < _order.Count; i++)
        {
            Expand(_order[i]);
        }

        var changed = true;
        while (changed)
        {
            changed = false;

            // From the far end, so that a long chain needs one round.
            for (var i = _order.Count - 1; i >= 0; i--)
            {
                if (_order[i].IsStuck && !_order[i].CanNeverGoOn())
                {
                    _order[i].IsStuck = false;
                    changed = true;
                }
            }
        }
    }

    /// <summary>The names of the calls on a way from the frame back to itself, or null if it is not stuck in a circle.</summary>
    public IReadOnlyList<string>? PathBack()
    {
        if (!_goal.IsStuck)
        {
            return null;
        }

        var queue = new Queue<WaitNode>([_goal]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var member in node.Groups.Where(group => group.IsStuck).SelectMany(group => group.Members).Where(member => member.IsStuck))
            {
                if (ReferenceEquals(member, _goal))
                {
                    return Names(node);
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

    // A ref and the frame that runs its call are two nodes and one name.
    private List<string> Names(WaitNode last)
    {
        var path = new List<WaitNode>();
        for (var node = last; !ReferenceEquals(node, _goal); node = node.CameFrom!)
        {
            path.Add(node);
        }

        path.Reverse();
        var names = new List<string> { _goal.Name };
        var previous = CallOf(_goal);
        var own = previous;
        foreach (var node in path)
        {
            var call = CallOf(node);
            if (!ReferenceEquals(call, previous) && !ReferenceEquals(call, own))
            {
                names.Add(node.Name);
            }

            previous = call;
        }

        return names;
    }

    private static ObjectRef? CallOf(WaitNode node) => node.Subject is Frame frame ? frame.CurrentCall?.Origin : (ObjectRef)node.Subject;

    private WaitNode NodeOf(object subject)
    {
        if (!_nodes.TryGetValue(subject, out var node))
        {
            var call = subject is Frame frame ? frame.CurrentCall : (ObjectRef)subject;
            node = new WaitNode(subject, call?.CallName ?? "?");
            _nodes.Add(subject, node);
            _order.Add(node);
        }

        return node;
    }

    private void Expand(WaitNode node)
    {
        if (node.Subject is Frame frame)
        {
            for (var record = frame.Waits; record is not null; record = record.Next)
            {
                if (record.HoldsCall)
                {
                    Add(node, record.Refs.Select(reference => reference.Origin), record.Needed);
                }
            }

            return;
        }

        var call = (ObjectRef)node.Subject;
        if (call.IsHere)
        {
            return;
        }

        if (call.Extras?.Unresolved is { Count: > 0 } arguments)
        {
            Add(node, arguments.Select(argument => argument.Origin), arguments.Count);
        }
        else if (call.Extras?.Run is { } run)
        {
            if (run.Frame is { } running)
            {
                Add(node, [running], 1);
            }
        }
        else if (call.Actor is { } actor)
        {
            ExpandCall(node, call, actor);
        }
    }

    private void ExpandCall(WaitNode node, ObjectRef call, ActorRecord actor)
    {
        if (call.Caller is { HasGates: true } caller && caller.Gates.HeadBefore(actor, call) is { } head)
        {
            Add(node, [head], 1);
            return;
        }

        if (actor.Cell is not { } cell)
        {
            if (actor.Creation is { } creation)
            {
                Add(node, [creation], 1);
            }

            return;
        }

        var frames = cell.RunningFrames();
        if (frames.Find(frame => ReferenceEquals(frame.CurrentCall?.Origin, call)) is { } running)
        {
            Add(node, [running], 1);
        }
        else if (cell.Before(call, frames) is { } before)
        {
            // Queued: it starts when any of the running calls ends.
            Add(node, before, 1);
        }
    }

    private void Add(WaitNode node, IEnumerable<object> subjects, int needed) =>
        node.Groups.Add(new WaitGroup([.. subjects.Select(NodeOf)], needed));
}
