using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Sqlite;

/// <summary>
/// Applies operations inside the transaction that the committer holds. What it remembers of logs and of the fresh records, those that are not settled (see
/// <see cref="SqliteSchema"/>), is good as long as no other connection has written to the file, which SQLite tells it at the beginning of each transaction.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>How many fresh records are settled together.</summary>
    public const int MaxFresh = 4096;

    // What fills pages of its own need not share one.
    private const int LargeRecord = 4096;

    private readonly StoreLog _log;
    private readonly Dictionary<ActorId, LogState> _known = [];

    // The last fresh position of each log that is not known, by the log's key.
    private readonly Dictionary<long, long> _freshEnds = [];
    private readonly List<Statement> _statements = [];
    private readonly Statement _version;
    private readonly Statement _find;
    private readonly Statement _nextEpoch;
    private readonly Statement _addLog;
    private readonly Statement _takeEpoch;
    private readonly Statement _append;
    private readonly Statement _appendLarge;
    private readonly Statement _fresh;
    private readonly Statement _settle;
    private readonly Statement _clearFresh;
    private readonly Statement _record;
    private readonly Statement _cutEnd;
    private readonly Statement _cutFreshEnd;
    private readonly Statement _cutStart;
    private readonly Statement _setCheckpoint;
    private readonly Statement _putCheckpoint;
    private readonly Statement _checkpoint;
    private readonly Statement _dropLog;
    private readonly Statement _dropCheckpoint;
    private readonly Statement _holderOfName;
    private readonly Statement _putActor;
    private readonly Statement _dropActor;
    private long _seenVersion = -1;
    private long _freshCount;

    public SqliteWriter(SqliteConnection connection, StoreLog log)
    {
        _log = log;
        _version = Add("PRAGMA data_version", 0);
        _find = Add(
            "SELECT id, epoch, checkpoint_position, coalesce((SELECT max(position) FROM settled WHERE log = logs.id), 0) FROM logs WHERE actor = $1", 1);
        _nextEpoch = Add("UPDATE epochs SET last = last + 1 RETURNING last", 0);
        _addLog = Add("INSERT INTO logs (actor, epoch) VALUES ($1, $2) RETURNING id", 2);
        _takeEpoch = Add("UPDATE logs SET epoch = $2 WHERE id = $1 AND epoch < $2", 2);
        _append = Add("INSERT INTO records (log, position, bytes) VALUES ($1, $2, $3)", 3);
        _appendLarge = Add("INSERT INTO settled (log, position, bytes) VALUES ($1, $2, $3)", 3);
        _fresh = Add("SELECT log, count(*), max(position) FROM records GROUP BY log", 0);
        _settle = Add(
            """
            INSERT INTO settled SELECT log, position, bytes FROM records JOIN logs ON logs.id = records.log
            WHERE position > checkpoint_position ORDER BY log, position
            """, 0);
        _clearFresh = Add("DELETE FROM records", 0);
        _record = Add("SELECT bytes FROM settled WHERE log = $1 AND position = $2 UNION ALL SELECT bytes FROM records WHERE log = $1 AND position = $2", 2);
        _cutEnd = Add("DELETE FROM settled WHERE log = $1 AND position >= $2", 2);
        _cutFreshEnd = Add("DELETE FROM records WHERE log = $1 AND position >= $2", 2);
        _cutStart = Add("DELETE FROM settled WHERE log = $1 AND position <= $2", 2);
        _setCheckpoint = Add("UPDATE logs SET checkpoint_position = $2 WHERE id = $1", 2);
        _putCheckpoint = Add("INSERT INTO checkpoints (log, bytes) VALUES ($1, $2) ON CONFLICT (log) DO UPDATE SET bytes = excluded.bytes", 2);
        _checkpoint = Add("SELECT bytes FROM checkpoints WHERE log = $1", 1);
        _dropLog = Add("DELETE FROM logs WHERE id = $1", 1);
        _dropCheckpoint = Add("DELETE FROM checkpoints WHERE log = $1", 1);
        _holderOfName = Add("SELECT actor FROM actors WHERE namespace = $1 AND name = $2", 2);
        _putActor = Add("INSERT OR REPLACE INTO actors (actor, namespace, name, class, description) VALUES ($1, $2, $3, $4, $5)", 5);
        _dropActor = Add("DELETE FROM actors WHERE actor = $1", 1);

        Statement Add(string sql, int parameters)
        {
            var statement = new Statement(connection, sql, parameters);
            _statements.Add(statement);
            return statement;
        }
    }

    /// <summary>A transaction has begun.</summary>
    public void Begin()
    {
        var version = (long)_version.Scalar()!;
        if (version == _seenVersion)
        {
            return;
        }

        _known.Clear();
        _freshEnds.Clear();
        _freshCount = 0;
        using var logs = _fresh.Query();
        while (logs.Read())
        {
            _freshCount += logs.GetInt64(1);
            _freshEnds[logs.GetInt64(0)] = logs.GetInt64(2);
        }

        _seenVersion = version;
    }

    /// <summary>The transaction is about to be committed.</summary>
    public void End()
    {
        if (_freshCount >= MaxFresh)
        {
            _settle.Run();
            _clearFresh.Run();
            _freshEnds.Clear();
            _freshCount = 0;
        }
    }

    /// <summary>The transaction was rolled back.</summary>
    public void Forget() => _seenVersion = -1;

    /// <exception cref="JournalException">The operation is refused and has had no effect.</exception>
    public void Apply(StoreOperation operation)
    {
        switch (operation)
        {
            case AppendOperation append:
                Append(append);
                break;
            case CheckOperation check:
                Owned(check.Actor, check.Epoch);
                break;
            case CheckpointOperation checkpoint:
                Save(checkpoint);
                break;
            case OpenOperation open:
                open.Result = Open(open.Actor);
                break;
            case DeleteOperation delete:
                Delete(delete);
                break;
            case PutActorOperation put:
                put.Result = Put(put);
                break;
            case RemoveActorOperation remove:
                _dropActor.Run(remove.Actor.ToKey());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation));
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
    }

    private OpenedLog Open(ActorId actor)
    {
        var epoch = (long)_nextEpoch.Scalar()!;
        if (Find(actor) is not { } log)
        {
            _known[actor] = log = new LogState { Id = (long)_addLog.Scalar(actor.ToKey(), epoch)!, Epoch = epoch, CheckpointPosition = 0, LastPosition = 0 };
            return new OpenedLog(epoch, Checkpoint: null, log.CheckpointPosition, log.LastPosition);
        }

        if (_takeEpoch.Run(log.Id, epoch) != 1)
        {
            throw new FencedException(actor, epoch);
        }

        log.Epoch = epoch;
        CutTornEnd(actor, log);
        ReadOnlyMemory<byte>? checkpoint = null;
        if (_checkpoint.Scalar(log.Id) is byte[] bytes)
        {
            checkpoint = RecordEnvelope.Open(EnvelopeKind.Checkpoint, actor, log.CheckpointPosition, bytes);
        }

        return new OpenedLog(epoch, checkpoint, log.CheckpointPosition, log.LastPosition);
    }

    private void CutTornEnd(ActorId actor, LogState log)
    {
        if (log.LastPosition == log.CheckpointPosition || _record.Scalar(log.Id, log.LastPosition) is not byte[] last)
        {
            return;
        }

        if (RecordEnvelope.Inspect(EnvelopeKind.Record, actor, log.LastPosition, last) == EnvelopeState.Torn)
        {
            CutEnd(log, log.LastPosition);
            _log.TornRecordCut(actor, log.LastPosition, last.Length);
            log.LastPosition--;
        }
        else
        {
            RecordEnvelope.Open(EnvelopeKind.Record, actor, log.LastPosition, last);
        }
    }

    private void Append(AppendOperation append)
    {
        var log = Owned(append.Actor, append.Epoch);
        PositionRules.Follows(append.Actor, append.First, log.LastPosition);
        foreach (var record in append.Records)
        {
            var isLarge = record.Length >= LargeRecord;
            (isLarge ? _appendLarge : _append).Run(log.Id, ++log.LastPosition, record);
            _freshCount += isLarge ? 0 : 1;
        }
    }

    private void Save(CheckpointOperation checkpoint)
    {
        var log = Owned(checkpoint.Actor, checkpoint.Epoch);
        PositionRules.Covers(checkpoint.Actor, checkpoint.Position, log.CheckpointPosition, log.LastPosition);
        _putCheckpoint.Run(log.Id, checkpoint.State);
        _setCheckpoint.Run(log.Id, checkpoint.Position);
        _cutStart.Run(log.Id, checkpoint.Position);
        log.CheckpointPosition = checkpoint.Position;
    }

    private void Delete(DeleteOperation delete)
    {
        var log = Owned(delete.Actor, delete.Epoch);
        CutEnd(log, 0);
        _dropCheckpoint.Run(log.Id);
        _dropLog.Run(log.Id);
        _dropActor.Run(delete.Actor.ToKey());
        _known.Remove(delete.Actor);
        _freshEnds.Remove(log.Id);
    }

    private void CutEnd(LogState log, long from)
    {
        _cutEnd.Run(log.Id, from);
        _freshCount -= _cutFreshEnd.Run(log.Id, from);
    }

    private bool Put(PutActorOperation put)
    {
        var entry = put.Entry;
        var key = entry.Id.ToKey();
        if (entry.Name is { } name && _holderOfName.Scalar(entry.Namespace, name) is byte[] holder && !holder.AsSpan().SequenceEqual(key))
        {
            return false;
        }

        _putActor.Run(key, entry.Namespace, (object?)entry.Name ?? DBNull.Value, entry.ClassName, put.Description);
        return true;
    }

    private LogState Owned(ActorId actor, long epoch) => Find(actor) is { } log && log.Epoch == epoch ? log : throw new FencedException(actor, epoch);

    private LogState? Find(ActorId actor)
    {
        if (_known.TryGetValue(actor, out var known))
        {
            return known;
        }

        using var row = _find.Query(actor.ToKey());
        if (!row.Read())
        {
            return null;
        }

        var (id, checkpoint) = (row.GetInt64(0), row.GetInt64(2));
        var last = Math.Max(checkpoint, Math.Max(row.GetInt64(3), _freshEnds.GetValueOrDefault(id)));
        return _known[actor] = new LogState { Id = id, Epoch = row.GetInt64(1), CheckpointPosition = checkpoint, LastPosition = last };
    }
}
