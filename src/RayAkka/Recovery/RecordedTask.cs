namespace RayAkka.Recovery;

/// <summary>A task of this process that may be tried again.</summary>
/// <param name="isNested">Whether its caller may make it again, under the same name.</param>
internal sealed class RecordedTask(bool isNested)
{
    /// <summary>How often it was submitted and has not ended.</summary>
    public int Submissions { get; set; }

    /// <summary>Whether there was more than one attempt, so that calls of several may still be on their way.</summary>
    public bool WasRetried { get; set; }

    /// <summary>Whether calls of it may come a second time after it has ended, and must not run then.</summary>
    public bool HasStragglers => WasRetried && !isNested;

    /// <summary>The other processes that hold records of it; null while there are none.</summary>
    public HashSet<NodeId>? Holders { get; set; }
}
