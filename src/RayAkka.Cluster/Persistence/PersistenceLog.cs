namespace RayAkka.Cluster.Persistence;

/// <summary>Where the log of an actor is that this process has opened.</summary>
internal sealed class PersistenceLog
{
    public required long Epoch { get; init; }

    /// <summary>The number of the event before that of position 1: a journal goes on counting after a deletion.</summary>
    public required long Base { get; init; }

    public required long CheckpointPosition { get; set; }

    public required long LastPosition { get; set; }

    /// <summary>The last append. One waits for the other, since a plugin may write two at the same time; after one that failed, all fail.</summary>
    public Task Appended { get; set; } = Task.CompletedTask;
}
