using RayAkka.Engine;

namespace RayAkka.Objects.Copies;

/// <summary>The making of the copies of one object. A node that cannot keep one, or is lost, is replaced by the next, as long as there is one.</summary>
internal sealed class CopyRound(RayRuntime runtime, ObjectRef put, CopyLease lease, int wanted, Queue<NodeId> candidates)
{
    private readonly Lock _gate = new();
    private readonly HashSet<NodeId> _asked = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _kept;

    /// <summary>Completes when there are as many copies as are wanted or can be made.</summary>
    public Task Done => _done.Task;

    public void Start()
    {
        List<NodeId> next = [];
        lock (_gate)
        {
            while (_kept + _asked.Count < wanted && candidates.TryDequeue(out var node))
            {
                _asked.Add(node);
                next.Add(node);
            }

            if (_asked.Count == 0)
            {
                _done.TrySetResult();
            }
        }

        foreach (var node in next)
        {
            runtime.Peers.Tell(node, new KeepCopy(put));
            if (runtime.Peers.IsGone(node))
            {
                OnAnswered(node, isKept: false);
            }
        }
    }

    public void OnAnswered(NodeId node, bool isKept)
    {
        lock (_gate)
        {
            if (!_asked.Remove(node))
            {
                return;
            }

            if (isKept)
            {
                _kept++;
                lease.Add(node);
            }
        }

        Start();
    }
}
