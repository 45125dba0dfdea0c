using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Recovery.Stores;
using RayAkka.Tasks;
using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>Reads the records of a stored journal, see <see cref="RecordWriter"/>, one behind the other.</summary>
internal sealed class RecordReader(RayRuntime runtime, ActorId actor, string className, TypeGate types)
{
    private readonly JournalDecoding _decoding = new(runtime, types);
    private readonly Dictionary<ulong, Frame> _callers = [];
    private readonly List<LoggedCall> _calls = [];
    private readonly List<JournalEvent> _events = [];
    private readonly List<JournalEvent> _creation = [];
    private readonly Dictionary<long, OutboundCall> _outbound = [];
    private ReplayCheckpoint? _checkpoint;
    private long _crashedAt;
    private int _crashes;
    private long _attempted;
    private long _suspect;
    private int _suspectDeaths;
    private int _openings;
    private bool _isOwn;

    /// <summary>What belongs to the constructor: each checkpoint holds it.</summary>
    public IReadOnlyList<JournalEvent> Creation => [.. _creation, .. _events.Where(IsOfCreation)];

    private long Before => _checkpoint?.Position ?? 0;

    /// <summary>Reads the checkpoint, which stands in front of everything.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public void ReadCheckpoint(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = Begin(bytes, out _);
            _checkpoint = ReadCheckpoint(reader);
            _decoding.Restart();
        }
        catch (WireFormatException e)
        {
            throw new UnreadableJournalException(
                $"The checkpoint of the actor {className} ({actor}) does not fit its code any more: {e.Message} Run the code that wrote it, or remove the actor's journal.", e);
        }
    }

    /// <summary>Reads the next record.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public void Read(StoredRecord record)
    {
        var name = "a record";
        try
        {
            var reader = Begin(record.Bytes, out var kind);
            if (kind == JournalRecordKind.Call)
            {
                name = $"the call of {reader.Text()}";
            }

            Read(kind, reader);
        }
        catch (WireFormatException e)
        {
            throw new UnreadableJournalException(
                $"The journal of the actor {className} ({actor}) cannot be replayed: {name} at position {record.Position} does not fit the code any more: {e.Message} Run the code that wrote it, or remove the actor's journal.",
                e);
        }
    }

    public JournalContent Finish()
    {
        EndOpening();
        var (crashedAt, crashes) = _suspectDeaths > _crashes ? (_suspect, _suspectDeaths) : (_crashedAt, _crashes);
        return new JournalContent(_checkpoint, _calls, [.. _creation, .. _events], _outbound, crashedAt, crashes)
        {
            SuspectFrom = _openings >= SuspiciousOpenings && _calls.Count > 0 ? _calls.First(call => call.Time == _calls[^1].Time).Position : long.MaxValue,
        };
    }

    // How often in a row an incarnation began to run the calls again and told nothing of what became of it, before each call is noted.
    private const int SuspiciousOpenings = 2;

    // An incarnation that noted a call, and told nothing of what became of it, ended with its process in that call.
    private void EndOpening()
    {
        if (_attempted > 0)
        {
            _suspectDeaths = _attempted == _suspect ? _suspectDeaths + 1 : 1;
            _suspect = _attempted;
            _attempted = 0;
        }
    }

    private WireReader Begin(ReadOnlyMemory<byte> bytes, out JournalRecordKind kind)
    {
        var reader = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new WireReader(segment.Array!, segment.Offset, segment.Count)
            : new WireReader(bytes.ToArray());
        kind = (JournalRecordKind)reader.Byte();
        if (kind == JournalRecordKind.Opened)
        {
            _decoding.Restart();
        }

        _decoding.IncomingTypes.ReadAnnouncements(reader);
        return reader;
    }

    private void Read(JournalRecordKind kind, WireReader reader)
    {
        switch (kind)
        {
            case JournalRecordKind.Opened:
                EndOpening();

                // One that this process has begun did not end it, whatever became of it.
                _isOwn = reader.Node() == runtime.Self;
                _openings += _isOwn ? 0 : 1;
                break;

            case JournalRecordKind.Call:
                ReadCall(reader);
                break;

            case JournalRecordKind.Event:
                _events.Add(ReadEvent(reader));
                break;

            case JournalRecordKind.Outbound:
                var call = ReadOutbound(reader);
                _outbound[call.Index] = call;
                break;

            case JournalRecordKind.Attempt:
                var attempted = (long)reader.Varint();
                _attempted = _isOwn ? _attempted : attempted;
                break;

            case JournalRecordKind.Crashed:
                var position = (long)reader.Varint();
                _crashes = position == _crashedAt ? _crashes + 1 : 1;
                _crashedAt = position;
                break;

            case JournalRecordKind.Recovered:
                _openings = 0;
                _attempted = 0;
                _suspectDeaths = 0;
                break;

            default:
                throw new WireFormatException($"A record has the unknown kind {(byte)kind}.");
        }
    }

    private void ReadCall(WireReader reader)
    {
        var time = reader.Signed();
        var number = reader.Fixed64();
        var job = new Job(new JobId(reader.Fixed64(), reader.Fixed64()), reader.Text());
        var index = (long)reader.Varint();
        var isCopy = reader.Bool();
        CallExtras? extras = isCopy ? new CallExtras { IsCopy = true } : null;
        if (reader.Bool())
        {
            (extras ??= new CallExtras()).Identity = new CallIdentity(
                ReadCaller(reader), reader.Node(), reader.Fixed64(), Acknowledged: 0, (long)reader.Varint(), reader.Bool());
        }

        if (reader.Int() is var retries and not 0)
        {
            extras ??= new CallExtras();
            extras.JournaledRetries = extras.RetriesLeft = retries;
            extras.MayRunAgain = true;
            extras.RetryOn = Engine.Peers.CallHeader.ReadRetryOn(reader, _decoding);
        }

        var call = CallWire.Read(reader, _decoding);
        call.Caller = CallerOf(number, job, extras?.Identity);
        call.CallIndex = index;
        call.Extras = extras;
        _calls.Add(new LoggedCall(call, Before + 1 + _calls.Count, time));
    }

    private Frame CallerOf(ulong number, Job job, CallIdentity? identity)
    {
        if (!_callers.TryGetValue(number, out var caller))
        {
            _callers[number] = caller = new Frame(runtime, number, job)
            {
                Logical = identity is null ? null : new LogicalCaller(identity.Caller, identity.Owner, identity.OutlivesOwner),
            };
        }

        return caller;
    }

    private static CallerId ReadCaller(WireReader reader)
    {
        var kind = (CallerKind)reader.Byte();
        return Enum.IsDefined(kind) ? CallerId.FromParts(kind, reader.Fixed64(), reader.Fixed64()) : throw new WireFormatException("A caller has an unknown kind.");
    }

    private JournalEvent ReadEvent(WireReader reader)
    {
        var kind = (JournalEventKind)reader.Byte();
        var index = (long)reader.Varint();
        var during = (long)reader.Varint();
        var time = reader.Signed();
        return kind switch
        {
            JournalEventKind.Arrival => new JournalEvent(kind, index) { During = during, Time = time, Outcome = _decoding.ReadRef(reader) },
            JournalEventKind.Ended => new JournalEvent(kind, index) { During = during, Time = time, Error = ErrorWire.Read(reader, _decoding) },
            JournalEventKind.Value => new JournalEvent(kind, index) { During = during, Time = time, Value = ValueWire.Read<object?>(reader, _decoding) },
            _ => Enum.IsDefined(kind)
                ? new JournalEvent(kind, index) { During = during, Time = time }
                : throw new WireFormatException($"An event has the unknown kind {(byte)kind}."),
        };
    }

    private static OutboundCall ReadOutbound(WireReader reader) =>
        new((long)reader.Varint(), (long)reader.Varint(), reader.Text(), reader.Actor(), reader.Fixed64())
        {
            About = reader.Bool() ? Actors.ActorDescription.Read(reader) : null,
        };

    private ReplayCheckpoint ReadCheckpoint(WireReader reader)
    {
        var position = (long)reader.Varint();
        var calls = (long)reader.Varint();
        var waits = (long)reader.Varint();
        var draws = reader.Varint();
        var ids = (long)reader.Varint();
        var asked = (long)reader.Varint();
        var now = reader.Signed();
        var records = new CallerSnapshot[reader.Count()];
        for (var i = 0; i < records.Length; i++)
        {
            var caller = ReadCaller(reader);
            var watermark = (long)reader.Varint();
            var (epoch, owner, outlivesOwner) = ((long)reader.Varint(), reader.Node(), reader.Bool());
            var recorded = new RecordedCall[reader.Count()];
            for (var j = 0; j < recorded.Length; j++)
            {
                recorded[j] = new RecordedCall((long)reader.Varint(), reader.Fixed64(), _decoding.ReadRef(reader));
            }

            records[i] = new CallerSnapshot(caller, watermark, recorded) { Epoch = epoch, Owner = owner, OutlivesOwner = outlivesOwner };
        }

        for (var count = reader.Count(); count > 0; count--)
        {
            _creation.Add(ReadEvent(reader));
        }

        for (var count = reader.Count(); count > 0; count--)
        {
            var call = ReadOutbound(reader);
            _outbound[call.Index] = call;
        }

        var results = new Results.RecordedResult[reader.Count()];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new Results.RecordedResult(ReadCaller(reader), (long)reader.Varint(), _decoding.ReadRef(reader));
        }

        return new ReplayCheckpoint(position, ValueWire.Read<object?>(reader, _decoding), records, calls, waits, draws, ids, asked, now)
        {
            Results = results,
        };
    }

    private bool IsOfCreation(JournalEvent entry) =>
        entry.During == 0 || (entry.Kind == JournalEventKind.Arrival && _outbound.TryGetValue(entry.Index, out var call) && call.During == 0);
}
