namespace RayAkka.Objects.Copies;

/// <summary>A search for copies of an object whose owner is gone: the nodes that have not answered yet, and who waits.</summary>
internal sealed class CopySearch(IEnumerable<NodeId> asked, string reason)
{
    public HashSet<NodeId> Asked { get; } = [.. asked];

    /// <summary>What became of the owner.</summary>
    public string Reason => reason;
}
