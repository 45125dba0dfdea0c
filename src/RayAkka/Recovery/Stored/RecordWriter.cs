using RayAkka.Tasks;
using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>
/// Makes the records of a stored journal. A record is its kind, the names of the types that it is the first to use, and its content; the store adds
/// version and checksum. The name of a call's method stands in front of everything that depends on the code, so that one that cannot be read any
/// more can be named.
/// </summary>
internal sealed class RecordWriter(TypeGate types)
{
    private readonly WireWriter _body = new();
    private readonly WireWriter _record = new();
    private readonly JournalEncoding _encoding = new(types);

    /// <summary>An incarnation in the given process begins.</summary>
    public byte[] Opened(NodeId process)
    {
        _encoding.Restart();
        _body.Node(process);
        return Finish(JournalRecordKind.Opened);
    }

    public byte[] Mark(JournalRecordKind kind, long position)
    {
        _body.Varint((ulong)position);
        return Finish(kind);
    }

    /// <exception cref="ArgumentException">An argument may not travel; one sentence.</exception>
    public byte[] Of(ObjectRef call, long time) => Write(JournalRecordKind.Call, (call, time), static (writer, what) => writer.WriteCall(what.call, what.time));

    /// <exception cref="ArgumentException">What was learnt may not travel; one sentence.</exception>
    public byte[] Of(JournalEvent entry) => Write(JournalRecordKind.Event, entry, static (writer, what) => writer.WriteEvent(what));

    public byte[] Of(OutboundCall call) => Write(JournalRecordKind.Outbound, call, static (writer, what) => writer.WriteOutbound(what));

    /// <summary>Makes a checkpoint; the types in the records behind it are named anew.</summary>
    /// <exception cref="ArgumentException">Something in the state may not travel; one sentence.</exception>
    public byte[] Of(ReplayCheckpoint checkpoint, IReadOnlyList<JournalEvent> creation, IReadOnlyList<OutboundCall> outbound)
    {
        _encoding.Restart();
        var bytes = Write(
            JournalRecordKind.Opened,
            (checkpoint, creation, outbound),
            static (writer, what) => writer.WriteCheckpoint(what.checkpoint, what.creation, what.outbound));
        _encoding.Restart();
        return bytes;
    }

    /// <summary>Takes what keeps the actors alive to which handles were written since the last time; null if there were none.</summary>
    public List<object>? TakeLeases()
    {
        if (_encoding.Leases.Count == 0)
        {
            return null;
        }

        List<object> taken = [.. _encoding.Leases];
        _encoding.Leases.Clear();
        return taken;
    }

    private byte[] Write<T>(JournalRecordKind kind, T what, Action<RecordWriter, T> write)
    {
        var mark = _encoding.OutgoingTypes.Mark();
        try
        {
            write(this, what);
        }
        catch
        {
            _body.Clear();
            _encoding.OutgoingTypes.Rollback(mark);
            throw;
        }

        return Finish(kind);
    }

    private byte[] Finish(JournalRecordKind kind)
    {
        _record.Clear();
        _record.Byte((byte)kind);
        _encoding.OutgoingTypes.WriteAnnouncements(_record);
        _record.Raw(_body.Written);
        _body.Clear();
        return _record.Written.ToArray();
    }

    private void WriteCall(ObjectRef call, long time)
    {
        _body.String(call.CallName);
        _body.Signed(time);
        var caller = call.Caller!.Root;
        _body.Fixed64(caller.Number);
        _body.Fixed64(caller.Job.Id.High);
        _body.Fixed64(caller.Job.Id.Low);
        _body.String(caller.Job.Namespace);
        _body.Varint((ulong)call.CallIndex);
        WriteExtras(call.Extras);
        CallWire.Write(_body, call, _encoding);
    }

    private void WriteExtras(CallExtras? extras)
    {
        _body.Bool(extras is { IsCopy: true });
        _body.Bool(extras?.Identity is not null);
        if (extras?.Identity is { } identity)
        {
            WriteCaller(identity.Caller);
            _body.Node(identity.Owner);
            _body.Fixed64(identity.Hash);
            _body.Varint((ulong)identity.Epoch);
            _body.Bool(identity.OutlivesOwner);
        }

        var retryOn = extras is { JournaledRetries: not 0 } ? extras.RetryOn : RetryExceptions.None;
        _body.Int(ReferenceEquals(retryOn, RetryExceptions.None) ? 0 : extras!.JournaledRetries);
        if (!ReferenceEquals(retryOn, RetryExceptions.None))
        {
            Engine.Peers.CallHeader.WriteRetryOn(_body, retryOn, _encoding);
        }
    }

    private void WriteCaller(CallerId caller)
    {
        _body.Byte((byte)caller.Kind);
        _body.Fixed64(caller.High);
        _body.Fixed64(caller.Low);
    }

    private void WriteEvent(JournalEvent entry)
    {
        _body.Byte((byte)entry.Kind);
        _body.Varint((ulong)entry.Index);
        _body.Varint((ulong)entry.During);
        _body.Signed(entry.Time);
        switch (entry.Kind)
        {
            case JournalEventKind.Arrival:
                _encoding.WriteRef(_body, entry.Outcome!);
                break;

            case JournalEventKind.Ended:
                ErrorWire.Write(_body, entry.Error!, _encoding);
                break;

            case JournalEventKind.Value:
                ValueWire.Write<object?>(_body, entry.Value, _encoding);
                break;
        }
    }

    private void WriteOutbound(OutboundCall call)
    {
        _body.Varint((ulong)call.Index);
        _body.Varint((ulong)call.During);
        _body.String(call.Name);
        _body.Actor(call.Target);
        _body.Fixed64(call.Hash);
        _body.Bool(call.About is not null);
        call.About?.Write(_body);
    }

    private void WriteCheckpoint(ReplayCheckpoint checkpoint, IReadOnlyList<JournalEvent> creation, IReadOnlyList<OutboundCall> outbound)
    {
        _body.Varint((ulong)checkpoint.Position);
        _body.Varint((ulong)checkpoint.Calls);
        _body.Varint((ulong)checkpoint.Waits);
        _body.Varint(checkpoint.Draws);
        _body.Varint((ulong)checkpoint.Ids);
        _body.Varint((ulong)checkpoint.Asked);
        _body.Signed(checkpoint.Now);
        _body.Varint((ulong)checkpoint.Records.Count);
        foreach (var caller in checkpoint.Records)
        {
            WriteCaller(caller.Caller);
            _body.Varint((ulong)caller.Watermark);
            _body.Varint((ulong)caller.Epoch);
            _body.Node(caller.Owner);
            _body.Bool(caller.OutlivesOwner);
            _body.Varint((ulong)caller.Calls.Count);
            foreach (var call in caller.Calls)
            {
                _body.Varint((ulong)call.Index);
                _body.Fixed64(call.Hash);
                _encoding.WriteRef(_body, call.Call);
            }
        }

        _body.Varint((ulong)creation.Count);
        foreach (var entry in creation)
        {
            WriteEvent(entry);
        }

        _body.Varint((ulong)outbound.Count);
        foreach (var call in outbound)
        {
            WriteOutbound(call);
        }

        _body.Varint((ulong)checkpoint.Results.Count);
        foreach (var result in checkpoint.Results)
        {
            WriteCaller(result.Caller);
            _body.Varint((ulong)result.Index);
            _encoding.WriteRef(_body, result.Result);
        }

        // Last, since it is the user's: the names in front of it can be told whatever became of its types.
        ValueWire.Write(_body, checkpoint.State, _encoding);
    }
}
