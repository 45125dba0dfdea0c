namespace RayAkka.Recovery.Stores.Commits;

/// <summary>What a writer knows of a log.</summary>
internal sealed class LogState
{
    /// <summary>The key of its rows.</summary>
    public required long Id { get; init; }

    public required long Epoch { get; set; }

    public required long CheckpointPosition { get; set; }

    public required long LastPosition { get; set; }
}
