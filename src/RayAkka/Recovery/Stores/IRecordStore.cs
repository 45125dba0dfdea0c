namespace RayAkka.Recovery.Stores;

/// <summary>
/// Keeps the journals of actors: a log of records for each, its last checkpoint, and the directory of the detached actors that outlive their
/// process. A store knows bytes and positions; what they mean is the journal's business.
/// </summary>
/// <remarks>
/// <para>
/// The rules that every store keeps, and that the conformance suite of the stores tests:
/// </para>
/// <para>
/// Fencing. <see cref="OpenAsync"/> takes a new epoch for an actor, higher than every one before it, in one atomic step. From then on whatever
/// comes with an older epoch is refused with <see cref="FencedException"/> and has no effect, however late it arrives and from whichever process.
/// Epochs of one actor only grow, also over a deletion; they need not follow each other.
/// </para>
/// <para>
/// Positions. The records of an actor have the positions 1, 2, 3 ... without a gap. An append names the position of its first record; if that is
/// not the one after the last, the append is refused. So nothing is stored twice and nothing is left out, whatever is sent again.
/// </para>
/// <para>
/// Durability. A task that has completed without error means that its effect survives what the store's <see cref="Reach"/> says. Operations of one
/// actor take effect in the order in which they were called; they may overlap. When an append fails, every later one of that epoch fails too.
/// All actors of a store share its commits: whatever waits while one commit is written goes into the next.
/// </para>
/// <para>
/// Failure. An operation that fails with <see cref="FencedException"/> has had no effect and never will. After any other error (<see cref="JournalException"/>)
/// its effect is open where <see cref="JournalException.MayHaveTakenEffect"/> says so: the incarnation must stop; the next one's <see cref="OpenAsync"/> settles
/// it, since nothing of an older epoch can come after it. A lost connection is settled by the store itself: it reads the position back, and
/// never appends again what may already be there.
/// </para>
/// <para>
/// Memory that is handed over must not change until the operation's task has completed.
/// </para>
/// </remarks>
internal interface IRecordStore : IAsyncDisposable
{
    /// <summary>What it is and where, for errors and logs, such as <c>the SQLite journal /data/journal.db</c>.</summary>
    string Name { get; }

    /// <summary>Whose loss its contents survive.</summary>
    StoreReach Reach { get; }

    /// <summary>Whether epochs are taken as the rules say, so that of two incarnations the newer one has the higher.</summary>
    bool HasFencing => true;

    /// <summary>
    /// Whether it is certain that no other living process uses the store: none of the logs that were listed before this is asked is another's.
    /// </summary>
    bool IsAlone => false;

    /// <summary>
    /// Takes the next epoch for an actor, which fences off every older incarnation, and says what is stored of it. An actor without a log gets an empty one.
    /// A torn last record is cut off first.
    /// </summary>
    /// <exception cref="JournalCorruptException">The checkpoint or the last record is damaged.</exception>
    /// <exception cref="JournalException">The store cannot be read or written.</exception>
    Task<OpenedLog> OpenAsync(ActorId actor);

    /// <summary>
    /// The records after a position (that of the checkpoint, or 0), in order and without a gap, up to the last at the time of the opening or later.
    /// </summary>
    /// <exception cref="FencedException">A newer incarnation has opened the log.</exception>
    /// <exception cref="JournalCorruptException">A record is damaged or missing.</exception>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after);

    /// <summary>Appends records, the first of them at position <paramref name="first"/>: all of them or none. Completes when they are durable.</summary>
    /// <exception cref="FencedException">A newer incarnation has opened the log: this one must stop.</exception>
    /// <exception cref="JournalException">They were not written, or it is not known whether they were: this incarnation must stop.</exception>
    Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records);

    /// <summary>Completes when it is certain that, at some moment after the call, no newer incarnation had opened the log. Costs a read, no write.</summary>
    /// <exception cref="FencedException">A newer incarnation has opened the log: this one must stop.</exception>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    Task CheckEpochAsync(ActorId actor, long epoch);

    /// <summary>
    /// Replaces the checkpoint by one that covers the records up to and including <paramref name="position"/>, and cuts those off the log, in one
    /// transaction. Records after it stay. The position is at least that of the checkpoint before, and at most that of the last record.
    /// </summary>
    /// <exception cref="FencedException">A newer incarnation has opened the log: this one must stop.</exception>
    /// <exception cref="JournalException">It was not written, or it is not known whether it was.</exception>
    Task SaveCheckpointAsync(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state);

    /// <summary>Removes everything of an actor: log, checkpoint and its entry in the directory. Whoever has not opened the log opens it first.</summary>
    /// <exception cref="FencedException">A newer incarnation has opened the log, or it is already deleted.</exception>
    /// <exception cref="JournalException">It was not written, or it is not known whether it was.</exception>
    Task DeleteAsync(ActorId actor, long epoch);

    /// <summary>
    /// Enters a detached actor into the directory, or replaces its own entry. False, without effect, if another actor has its name in its namespace.
    /// </summary>
    /// <exception cref="JournalException">It was not written, or it is not known whether it was.</exception>
    Task<bool> TryPutActorAsync(DurableActor actor);

    /// <summary>Takes an actor out of the directory; its log stays. Without effect if it is not in it.</summary>
    /// <exception cref="JournalException">It was not written, or it is not known whether it was.</exception>
    Task RemoveActorAsync(ActorId actor);

    /// <summary>The detached actor of that name, or null.</summary>
    /// <exception cref="JournalCorruptException">Its entry is damaged.</exception>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    Task<DurableActor?> FindActorAsync(string @namespace, string name);

    /// <summary>The whole directory, in no order.</summary>
    /// <exception cref="JournalCorruptException">An entry is damaged.</exception>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    Task<IReadOnlyList<DurableActor>> ListActorsAsync();

    /// <summary>Every actor that has a log, in the directory or not: for clearing out what owners that are gone left behind.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    Task<IReadOnlyList<ActorId>> ListLogsAsync();
}
