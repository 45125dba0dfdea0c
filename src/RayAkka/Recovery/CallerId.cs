using System.Buffers.Binary;
using System.IO.Hashing;

namespace RayAkka.Recovery;

/// <summary>
/// Who calls, as the callee tells its callers apart: with the index of a call it names that call over all attempts to make it. A caller whose
/// work can be done again (a task that may be retried, a replayed actor) has the same identity each time and counts its calls from 1 again; every
/// other has one of its own. It says nothing about where the caller is: transport goes by frame numbers.
/// </summary>
internal readonly record struct CallerId
{
    private const byte Task = 1;
    private const byte Actor = 2;

    private CallerId(CallerKind kind, ulong high, ulong low)
    {
        Kind = kind;
        High = high;
        Low = low;
    }

    public CallerKind Kind { get; }

    public ulong High { get; }

    public ulong Low { get; }

    /// <summary>Whether nobody will make the caller's calls again once it is gone.</summary>
    public bool IsVolatile => Kind == CallerKind.Volatile;

    /// <summary>A caller that is gone when its frame is.</summary>
    public static CallerId Volatile(ulong frameNumber) => new(CallerKind.Volatile, 0, frameNumber);

    public static CallerId Of(TaskId task) => new(CallerKind.Task, task.High, task.Low);

    public static CallerId Of(ActorId actor) => new(CallerKind.Actor, actor.High, actor.Low);

    /// <summary>An identity that was written down as its parts.</summary>
    public static CallerId FromParts(CallerKind kind, ulong high, ulong low) => new(kind, high, low);

    /// <summary>The id of the call that the caller makes at the index: the same each time the caller's work is done.</summary>
    public TaskId TaskAt(long index)
    {
        if (IsVolatile)
        {
            return new TaskId(Low, (ulong)index);
        }

        var derived = Derive(Task, index);
        return new TaskId((ulong)(derived >> 64), (ulong)derived);
    }

    /// <summary>The id of the actor that a caller with a lasting identity makes at the index: the same each time the caller's work is done.</summary>
    public ActorId ActorAt(long index)
    {
        var derived = Derive(Actor, index);
        return ActorId.Derived((ulong)(derived >> 64), (ulong)derived);
    }

    public override int GetHashCode() => ((Low ^ (High << 7)) * 0x9E37_79B9_7F4A_7C15 >> 32).GetHashCode();

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind} {High:x16}{Low:x16}");

    private UInt128 Derive(byte what, long index)
    {
        Span<byte> bytes = stackalloc byte[26];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Low);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], index);
        bytes[24] = (byte)Kind;
        bytes[25] = what;
        return XxHash128.HashToUInt128(bytes);
    }
}
