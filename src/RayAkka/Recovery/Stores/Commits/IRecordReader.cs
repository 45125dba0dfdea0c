namespace RayAkka.Recovery.Stores.Commits;

/// <summary>What a database answers to questions, beside its queue of commits.</summary>
internal interface IRecordReader
{
    /// <summary>The next records of an actor behind a position, as many as fit a page; none at the end.</summary>
    Task<List<StoredRecord>> PageAsync(ActorId actor, long epoch, long after);

    /// <summary>The durable actor of a name, if there is one.</summary>
    Task<List<DurableActor>> ActorsAsync(string @namespace, string name);

    /// <summary>All durable actors.</summary>
    Task<List<DurableActor>> ActorsAsync();

    /// <summary>The actors that have a log.</summary>
    Task<List<ActorId>> LogsAsync();
}
