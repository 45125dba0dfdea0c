namespace RayAkka.Objects;

/// <summary>A call or a frame in the graph of waits.</summary>
/// <param name="subject">The ref of the call, or the frame.</param>
/// <param name="name">The call's name, for the printed cycle.</param>
internal sealed class WaitNode(object subject, string name)
{
    public object Subject { get; } = subject;

    public string Name { get; set; } = name;

    /// <summary>The groups of nodes that it waits for; it is stuck if one group is.</summary>
    public List<WaitGroup> Groups { get; } = [];

    /// <summary>Whether it can never go on. Assumed of every node at first, then taken back where it is not so.</summary>
    public bool IsStuck { get; set; } = true;

    /// <summary>The node over which a search for a way came here; null if none has.</summary>
    public WaitNode? CameFrom { get; set; }

    public bool CanNeverGoOn()
    {
        foreach (var group in Groups)
        {
            if (group.IsStuck)
            {
                return true;
            }
        }

        return false;
    }
}
