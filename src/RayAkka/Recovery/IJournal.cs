using RayAkka.Recovery.Stores;

namespace RayAkka.Recovery;

/// <summary>
/// The journal of an actor as one incarnation writes it. What is added is durable when the next commit has completed; nothing of it is ever changed.
/// Every operation throws <see cref="FencedException"/> once a newer incarnation has opened the journal. One thread at a time.
/// </summary>
internal interface IJournal
{
    /// <summary>Whether it keeps the call objects themselves, so that one that comes again is known by itself.</summary>
    bool KeepsObjects { get; }

    /// <summary>The epoch, from the opening on; 0 where epochs are no proof of which incarnation is newer.</summary>
    long Epoch { get; }

    /// <summary>Takes the next epoch and reads what is there.</summary>
    Task<JournalContent> OpenAsync();

    /// <summary>Adds a call behind those that are there.</summary>
    /// <exception cref="ArgumentException">It cannot be written down; one sentence.</exception>
    void Add(ObjectRef call, long time);

    /// <summary>Adds what is about to be learnt.</summary>
    /// <returns>What is learnt: something else if that could not be written down.</returns>
    JournalEvent Add(JournalEvent entry);

    /// <summary>Adds a remote call that is about to be made. It need not be durable before that.</summary>
    void Add(OutboundCall call);

    /// <summary>Completes when everything added so far is durable and no newer incarnation had opened the journal by then.</summary>
    Task CommitAsync();

    /// <summary>Completes when it is certain that no newer incarnation had opened the journal at some moment after the call.</summary>
    Task CheckEpochAsync();

    /// <summary>
    /// A checkpoint is about to cover a call of this process that has run and was not answered: the answer is kept for as long as the process and
    /// the actor live, or until it is given. Nothing to do where the call objects themselves are kept.
    /// </summary>
    void Keep(ulong caller, long index, ObjectRef answer);

    /// <summary>The answer that was kept; null if there is none.</summary>
    ObjectRef? FindKept(ulong caller, long index);

    /// <summary>The answer was given.</summary>
    void ForgetKept(ulong caller, long index);

    /// <summary>Replaces the checkpoint and forgets what it covers, in one step.</summary>
    Task SaveAsync(ReplayCheckpoint checkpoint);

    /// <summary>The call at the position is about to run again; completes when that is durable.</summary>
    Task AttemptAsync(long position);

    /// <summary>
    /// All calls have run again, or the incarnation was ended on purpose: whatever becomes of the process now is not these calls' doing. From any thread.
    /// </summary>
    Task RecoveredAsync();

    /// <summary>The call at the position has crashed the actor. From any thread.</summary>
    void OnCrashed(long position);
}
