using System.Diagnostics;
using RayAkka.Recovery;
using RayAkka.Tasks;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>
/// What travels of a call beside its method and arguments: who called, the options that hold where it runs, how much of its time is left, and the
/// trace that it belongs to; of a caller that may make the call again, who that is over all attempts, and what the call is; of a call that streams which items are wanted. A flag says which of them follow.
/// </summary>
internal static class CallHeader
{
    private const byte HasName = 1;
    private const byte HasRetries = 2;
    private const byte HasTimeout = 4;
    private const byte HasTrace = 8;
    private const byte HasLogical = 16;
    private const byte IsTimeInherited = 32;
    private const byte HasGroup = 64;
    private const byte HasChain = 128;
    private const int HasStream = 256;
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;

    public static void Write(WireWriter writer, ObjectRef call, IWireContext context)
    {
        var extras = call.Extras;
        var trace = call.Trace?.Context ?? default;
        var left = extras?.Deadline?.Left;
        var flags = (extras?.Name is null ? 0 : HasName) | (extras?.Group is null ? 0 : HasGroup) | (extras?.Chain is null ? 0 : HasChain) | (extras is { MayRunAgain: true } ? HasRetries : 0)
            | (left is null ? 0 : extras!.Deadline!.IsInherited ? HasTimeout | IsTimeInherited : HasTimeout)
            | (trace == default ? 0 : HasTrace) | (call.Caller!.Root.Logical is null ? 0 : HasLogical)
            | (call.Stream is null ? 0 : HasStream);
        writer.Varint((ulong)flags);
        writer.Fixed64(call.Caller!.Root.Number);
        writer.Varint((ulong)call.CallIndex);
        if ((flags & HasName) != 0)
        {
            writer.String(extras!.Name);
        }

        if ((flags & HasRetries) != 0)
        {
            writer.Int(extras!.RetriesLeft);
            WriteRetryOn(writer, extras.RetryOn, context);
        }

        if ((flags & HasTimeout) != 0)
        {
            writer.Signed(left!.Value.Ticks);
        }

        if ((flags & HasTrace) != 0)
        {
            Span<byte> bytes = stackalloc byte[TraceIdBytes];
            trace.TraceId.CopyTo(bytes);
            writer.Raw(bytes);
            trace.SpanId.CopyTo(bytes[..SpanIdBytes]);
            writer.Raw(bytes[..SpanIdBytes]);
            writer.Byte((byte)trace.TraceFlags);
        }

        if (call.Caller.Root.Logical is { } logical)
        {
            CallerWire.Write(writer, logical.Id);
            writer.Node(extras?.Identity?.Owner ?? logical.Owner);
            writer.Bool(logical.OutlivesOwner);
            writer.Fixed64(extras?.Identity?.Hash ?? 0);
            writer.Varint((ulong)(extras?.Identity?.Acknowledged ?? 0));
            writer.Varint((ulong)(extras?.Identity?.Epoch ?? 0));
        }

        if ((flags & HasGroup) != 0)
        {
            writer.String(extras!.Group);
        }

        if ((flags & HasChain) != 0)
        {
            extras!.Chain!.Write(writer);
        }

        if (call.Stream?.Window is { } window)
        {
            writer.Varint((ulong)window.From);
            writer.Varint((ulong)window.Limit);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; it is put on the call when that has been read.</summary>
    public static Content Read(WireReader reader, IWireContext context)
    {
        var flags = (int)reader.Varint();
        var content = new Content { Caller = reader.Fixed64(), Index = (long)reader.Varint() };
        if ((flags & HasName) != 0)
        {
            (content.Extras ??= new CallExtras()).Name = reader.Text();
        }

        if ((flags & HasRetries) != 0)
        {
            var extras = content.Extras ??= new CallExtras();
            extras.MayRunAgain = true;
            extras.RetriesLeft = reader.Int();
            extras.RetryOn = ReadRetryOn(reader, context);
        }

        if ((flags & HasTimeout) != 0)
        {
            content.TimeLeft = TimeSpan.FromTicks(reader.Signed());
            content.IsTimeInherited = (flags & IsTimeInherited) != 0;
        }

        if ((flags & HasTrace) != 0)
        {
            var trace = ActivityTraceId.CreateFromBytes(reader.Raw(TraceIdBytes));
            content.Trace = new ActivityContext(trace, ActivitySpanId.CreateFromBytes(reader.Raw(SpanIdBytes)), (ActivityTraceFlags)reader.Byte(), isRemote: true);
        }

        if ((flags & HasLogical) != 0)
        {
            content.Logical = new LogicalCaller(CallerWire.Read(reader), reader.Node(), reader.Bool());
            content.Hash = reader.Fixed64();
            content.Acknowledged = (long)reader.Varint();
            content.Epoch = (long)reader.Varint();
        }

        if ((flags & HasGroup) != 0)
        {
            (content.Extras ??= new CallExtras()).Group = reader.Text();
        }

        if ((flags & HasChain) != 0)
        {
            (content.Extras ??= new CallExtras()).Chain = CallChain.Read(reader);
        }

        if ((flags & HasStream) != 0)
        {
            content.Window = new Streams.StreamWindow((long)reader.Varint(), (long)reader.Varint());
        }

        return content;
    }

    public static void WriteRetryOn(WireWriter writer, RetryExceptions retryOn, IWireContext context)
    {
        if (retryOn.Types is not { } types)
        {
            writer.Varint(0);
            return;
        }

        writer.Varint((ulong)types.Count + 1);
        foreach (var type in types)
        {
            context.OutgoingTypes.Write(writer, type);
        }
    }

    public static RetryExceptions ReadRetryOn(WireReader reader, IWireContext context)
    {
        var count = reader.Varint();
        if (count == 0)
        {
            return RetryExceptions.All;
        }

        if (count == 1)
        {
            return RetryExceptions.None;
        }

        if (count - 1 > (ulong)reader.Left)
        {
            throw WireFormatException.Short();
        }

        var types = new Type[count - 1];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = context.IncomingTypes.ReadName(reader, context.Types);
            if (!types[i].IsAssignableTo(typeof(Exception)))
            {
                throw new WireFormatException("A call is to be retried on what is no exception.");
            }
        }

        return RetryExceptions.Of(types);
    }

    internal struct Content
    {
        public ulong Caller;
        public long Index;
        public CallExtras? Extras;
        public TimeSpan? TimeLeft;
        public bool IsTimeInherited;
        public ActivityContext Trace;
        public LogicalCaller? Logical;
        public ulong Hash;
        public long Acknowledged;
        public long Epoch;
        public Streams.StreamWindow Window;
    }
}
