using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;

namespace RayAkka.Cluster.Persistence;

/// <summary>A journal and a snapshot store of Akka.Persistence, as calls. Sequence numbers are the caller's.</summary>
internal sealed class JournalPlugin
{
    private readonly ActorSystem _system;
    private readonly IActorRef _journal;
    private readonly IActorRef _snapshots;
    private readonly string _writer = Guid.NewGuid().ToString();

    /// <param name="system">The actor system whose configuration has the plugins.</param>
    /// <param name="journal">The path of the journal's configuration; empty: the default journal. The snapshot store is the default one.</param>
    public JournalPlugin(ActorSystem system, string journal)
    {
        _system = system;
        var persistence = Akka.Persistence.Persistence.Instance.Apply(system);
        _journal = persistence.JournalFor(journal);
        _snapshots = persistence.SnapshotStoreFor("");
    }

    /// <summary>The highest number that was ever written, deleted ones included; 0 if none was.</summary>
    public async Task<long> HighestAsync(string id)
    {
        var highest = 0L;
        await ReplayAsync(id, long.MaxValue, 0, static (_, _) => { }, last => highest = last).ConfigureAwait(false);
        return highest;
    }

    /// <summary>Reads events from a number on.</summary>
    public async Task<List<(long Number, byte[] Bytes)>> ReadAsync(string id, long from, int max)
    {
        var events = new List<(long, byte[])>();
        await ReplayAsync(id, from, max, (number, bytes) => events.Add((number, bytes)), static _ => { }).ConfigureAwait(false);
        return events;
    }

    /// <summary>Writes events with consecutive numbers, all or none.</summary>
    public Task WriteAsync(string id, long first, IReadOnlyList<byte[]> events)
    {
        var sender = ActorRefs.NoSender;
        var batch = events.Select(IPersistentRepresentation (bytes, i) => new Persistent(bytes, first + i, id, manifest: "", isDeleted: false, sender, _writer)).ToImmutableList();
        var left = events.Count;
        return SendAsync(_journal, self => new WriteMessages([new AtomicWrite(batch)], self, 1), answer => answer switch
        {
            WriteMessageSuccess => --left == 0,
            WriteMessageRejected rejected => throw Failure(rejected.Cause, mayHaveTakenEffect: false),
            WriteMessageFailure failure => throw Failure(failure.Cause, mayHaveTakenEffect: true),
            _ => false,
        });
    }

    /// <summary>Deletes the events up to a number.</summary>
    public Task DeleteAsync(string id, long to) => SendAsync(_journal, self => new DeleteMessagesTo(id, to, self), answer => answer switch
    {
        DeleteMessagesSuccess => true,
        DeleteMessagesFailure failure => throw Failure(failure.Cause, mayHaveTakenEffect: true),
        _ => false,
    });

    /// <summary>The latest snapshot; null if there is none.</summary>
    public async Task<(long Number, byte[] Bytes)?> LoadAsync(string id)
    {
        (long, byte[])? found = null;
        await SendAsync(_snapshots, _ => new LoadSnapshot(id, SnapshotSelectionCriteria.Latest, long.MaxValue), answer =>
        {
            switch (answer)
            {
                case LoadSnapshotResult { Snapshot: { } snapshot }:
                    found = (snapshot.Metadata.SequenceNr, (byte[])snapshot.Snapshot);
                    return true;
                case LoadSnapshotResult:
                    return true;
                case LoadSnapshotFailed failed:
                    throw Failure(failed.Cause, mayHaveTakenEffect: false);
                default:
                    return false;
            }
        }).ConfigureAwait(false);
        return found;
    }

    /// <summary>Saves a snapshot, and then removes those before it.</summary>
    public async Task SaveAsync(string id, long number, byte[] bytes)
    {
        await SendAsync(_snapshots, _ => new SaveSnapshot(new SnapshotMetadata(id, number, TimeProvider.System.GetUtcNow().UtcDateTime), bytes), answer => answer switch
        {
            SaveSnapshotSuccess => true,
            SaveSnapshotFailure failure => throw Failure(failure.Cause, mayHaveTakenEffect: true),
            _ => false,
        }).ConfigureAwait(false);
        await ForgetAsync(id, number - 1).ConfigureAwait(false);
    }

    /// <summary>Deletes the snapshots up to a number.</summary>
    public Task ForgetAsync(string id, long to) =>
        SendAsync(_snapshots, _ => new DeleteSnapshots(id, new SnapshotSelectionCriteria(to)), answer => answer switch
        {
            DeleteSnapshotsSuccess => true,
            DeleteSnapshotsFailure failure => throw Failure(failure.Cause, mayHaveTakenEffect: true),
            _ => false,
        });

    /// <summary>Sends a request, made for the one who is answered, and completes when the last answer has come.</summary>
    private Task SendAsync(IActorRef plugin, Func<IActorRef, object> request, Func<object, bool> isLast)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = _system.ActorOf(Props.Create(() => new JournalRequest(isLast, done)));
        plugin.Tell(request(answered), answered);
        return done.Task;
    }

    private Task ReplayAsync(string id, long from, long max, Action<long, byte[]> take, Action<long> end) =>
        SendAsync(_journal, self => new ReplayMessages(from, long.MaxValue, max, id, self), answer =>
        {
            switch (answer)
            {
                case ReplayedMessage { Persistent: var replayed }:
                    take(replayed.SequenceNr, (byte[])replayed.Payload);
                    return false;
                case RecoverySuccess success:
                    end(success.HighestSequenceNr);
                    return true;
                case ReplayMessagesFailure failure:
                    throw Failure(failure.Cause, mayHaveTakenEffect: false);
                default:
                    return false;
            }
        });

    private static JournalException Failure(Exception cause, bool mayHaveTakenEffect) =>
        new($"The Akka.Persistence journal failed: {cause.Message.TrimEnd('.')}.", cause) { MayHaveTakenEffect = mayHaveTakenEffect };
}
