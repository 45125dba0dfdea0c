using RayAkka.Recovery;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>Identities of callers between processes.</summary>
internal static class CallerWire
{
    public static void Write(WireWriter writer, CallerId caller)
    {
        writer.Byte((byte)caller.Kind);
        writer.Fixed64(caller.High);
        writer.Fixed64(caller.Low);
    }

    public static CallerId Read(WireReader reader)
    {
        var kind = (CallerKind)reader.Byte();
        return Enum.IsDefined(kind)
            ? CallerId.FromParts(kind, reader.Fixed64(), reader.Fixed64())
            : throw new WireFormatException("A caller is of an unknown kind.");
    }
}
