using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>Names a grant: the epoch in which it was issued, and its number in that epoch. No two heads ever issue the same.</summary>
internal readonly record struct GrantId
{
    private const int NumberBits = 40;
    private const ulong Numbers = (1UL << NumberBits) - 1;

    private readonly ulong _value;

    public GrantId(ulong epoch, ulong number) => _value = (epoch << NumberBits) | (number & Numbers);

    public ulong Epoch => _value >> NumberBits;

    public ulong Number => _value & Numbers;

    public void Write(WireWriter writer)
    {
        writer.Varint(Epoch);
        writer.Varint(Number);
    }

    public static GrantId Read(WireReader reader)
    {
        var (epoch, number) = (reader.Varint(), reader.Varint());
        return epoch >> (64 - NumberBits) == 0 && number <= Numbers ? new(epoch, number) : throw new WireFormatException("The id of a grant is too large.");
    }

    public override string ToString() => $"{Epoch}.{Number}";
}
