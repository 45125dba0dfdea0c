using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Objects.Copies;

/// <summary>What the ref to a put object holds of its copies on other nodes: when it is collected they go too.</summary>
/// <param name="runtime">The session.</param>
/// <param name="number">The number under which this process lends the object, always the same: by it the copies are known.</param>
internal sealed class CopyLease(RayRuntime runtime, ulong number)
{
    private readonly List<NodeId> _holders = [];

    ~CopyLease()
    {
        if (!runtime.IsClosing && _holders.Count > 0)
        {
            WorkerPool.Shared.Enqueue(Drop);
        }
    }

    public ulong Number => number;

    /// <summary>A node has a copy.</summary>
    public void Add(NodeId holder)
    {
        lock (_holders)
        {
            _holders.Add(holder);
        }
    }

    private void Drop()
    {
        foreach (var holder in _holders)
        {
            runtime.Peers.Tell(holder, new DropCopy(number));
        }
    }
}
