using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace RayAkka.Wire;

/// <summary>
/// The values that are written the same way wherever they stand. What a sound value can never be (a date beyond the last day, a decimal of 97
/// bits) is refused when it is read. The order is part of the format: an object says which of them it is by its place here.
/// </summary>
internal static class PlainForms
{
    private static readonly (Type Type, object Form)[] s_forms =
    [
        Of<int>((w, v) => w.Int(v), r => r.Int()),
        Of<long>((w, v) => w.Signed(v), r => r.Signed()),
        Of<bool>((w, v) => w.Bool(v), r => r.Bool()),
        Of<byte>((w, v) => w.Byte(v), r => r.Byte()),
        Of<double>((w, v) => w.Double(v), r => r.Double()),
        Of<float>((w, v) => w.Fixed32(BitConverter.SingleToUInt32Bits(v)), r => BitConverter.UInt32BitsToSingle(r.Fixed32())),
        Of<string>((w, v) => Texts.Write(w, v), r => Texts.Read(r)!),
        Of<char>((w, v) => w.Varint(v), r => (char)Within(r.Varint(), char.MaxValue)),
        Of<sbyte>((w, v) => w.Byte((byte)v), r => (sbyte)r.Byte()),
        Of<short>((w, v) => w.Signed(v), r => r.Signed() is var n and >= short.MinValue and <= short.MaxValue ? (short)n : throw TooLarge()),
        Of<ushort>((w, v) => w.Varint(v), r => (ushort)Within(r.Varint(), ushort.MaxValue)),
        Of<uint>((w, v) => w.Varint(v), r => (uint)Within(r.Varint(), uint.MaxValue)),
        Of<ulong>((w, v) => w.Varint(v), r => r.Varint()),
        Of<decimal>(WriteDecimal, ReadDecimal),
        Of<Guid>(WriteGuid, r => new Guid(r.Raw(16))),
        Of<DateTime>((w, v) => w.Fixed64((ulong)v.Ticks | ((ulong)v.Kind << 62)), ReadDateTime),
        Of<DateTimeOffset>(WriteDateTimeOffset, ReadDateTimeOffset),
        Of<TimeSpan>((w, v) => w.Signed(v.Ticks), r => new TimeSpan(r.Signed())),
        Of<DateOnly>((w, v) => w.Int(v.DayNumber), r => DateOnly.FromDayNumber((int)Within(r.Int(), DateOnly.MaxValue.DayNumber))),
        Of<TimeOnly>((w, v) => w.Signed(v.Ticks), r => new TimeOnly(Within(r.Signed(), TimeOnly.MaxValue.Ticks))),
        Of<CompilerServices.Nothing>((_, _) => { }, _ => default),
        Of<ActorId>((w, v) => w.Actor(v), r => r.Actor()),
        Of<NodeId>((w, v) => w.Node(v), r => r.Node()),
        Of<TaskId>((w, v) => Write128(w, v.High, v.Low), r => new TaskId(r.Fixed64(), r.Fixed64())),
        Of<JobId>((w, v) => Write128(w, v.High, v.Low), r => new JobId(r.Fixed64(), r.Fixed64())),
        Of<Half>((w, v) => w.Varint(BitConverter.HalfToUInt16Bits(v)), r => BitConverter.UInt16BitsToHalf((ushort)Within(r.Varint(), ushort.MaxValue))),
        Of<Int128>((w, v) => Write128(w, (ulong)(v >> 64), (ulong)v), r => new Int128(r.Fixed64(), r.Fixed64())),
        Of<UInt128>((w, v) => Write128(w, (ulong)(v >> 64), (ulong)v), r => new UInt128(r.Fixed64(), r.Fixed64())),
        Of<BigInteger>((w, v) => w.Bytes(v.ToByteArray()), r => new BigInteger(r.Bytes())),
        Of<CancellationToken>((w, v) => w.Bool(v.IsCancellationRequested), r => new CancellationToken(r.Bool())),
        Of<nint>((w, v) => w.Signed(v), r => (nint)r.Signed()),
        Of<nuint>((w, v) => w.Varint(v), r => (nuint)r.Varint()),
        Of<Rune>((w, v) => w.Int(v.Value), r => Rune.TryCreate(r.Int(), out var rune) ? rune : throw TooLarge()),
    ];

    private static readonly FrozenDictionary<Type, int> s_numbers =
        s_forms.Select((form, number) => (form.Type, number)).ToFrozenDictionary(pair => pair.Type, pair => pair.number);

    public static int Count => s_forms.Length;

    public static object? Find(Type type) => s_numbers.TryGetValue(type, out var number) ? s_forms[number].Form : null;

    public static bool TryGetNumber(Type type, out int number) => s_numbers.TryGetValue(type, out number);

    public static Type TypeOf(int number) => s_forms[number].Type;

    private static (Type Type, object Form) Of<T>(Action<WireWriter, T> write, Func<WireReader, T> read) => (typeof(T), new PlainForm<T>(write, read));

    private static WireFormatException TooLarge() => new("A number is too large.");

    private static ulong Within(ulong value, ulong most) => value <= most ? value : throw TooLarge();

    private static long Within(long value, long most) => value >= 0 && value <= most ? value : throw TooLarge();

    private static void Write128(WireWriter writer, ulong high, ulong low)
    {
        writer.Fixed64(high);
        writer.Fixed64(low);
    }

    private static void WriteDecimal(WireWriter writer, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        writer.Raw(MemoryMarshal.AsBytes(bits));
    }

    private static decimal ReadDecimal(WireReader reader)
    {
        Span<int> bits = stackalloc int[4];
        reader.Raw(16).CopyTo(MemoryMarshal.AsBytes(bits));
        try
        {
            return new decimal(bits);
        }
        catch (ArgumentException e)
        {
            throw new WireFormatException("A decimal is not one.", e);
        }
    }

    private static void WriteGuid(WireWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        writer.Raw(bytes);
    }

    private static DateTime ReadDateTime(WireReader reader)
    {
        var bits = reader.Fixed64();
        var ticks = (long)(bits & 0x3FFF_FFFF_FFFF_FFFF);
        var kind = (int)(bits >> 62);
        return ticks <= DateTime.MaxValue.Ticks && kind <= (int)DateTimeKind.Local ? new DateTime(ticks, (DateTimeKind)kind) : throw TooLarge();
    }

    private static void WriteDateTimeOffset(WireWriter writer, DateTimeOffset value)
    {
        writer.Fixed64((ulong)value.Ticks);
        writer.Int(value.TotalOffsetMinutes);
    }

    private static DateTimeOffset ReadDateTimeOffset(WireReader reader)
    {
        var ticks = Within((long)reader.Fixed64(), DateTime.MaxValue.Ticks);
        var offset = reader.Int();
        try
        {
            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(offset));
        }
        catch (ArgumentException e)
        {
            throw new WireFormatException(string.Create(CultureInfo.InvariantCulture, $"A time is {offset} minutes from UTC."), e);
        }
    }
}
