using System.Buffers.Binary;
using Hyperion;
using Hyperion.Internal;
using Hyperion.ValueSerializers;
using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>
/// Reads one graph: the types and heads of its objects through Hyperion, which meets nothing but manifests of types, by name or by number. Its other
/// manifests make it believe lengths, and are no part of this format.
/// </summary>
internal sealed class HyperionReader : GraphReader
{
    private const int LongestName = 8192;
    private const int LongestShown = 500;

    private readonly Serializer _serializer;
    private readonly DeserializerSession _session;
    private ReadStream? _stream;

    public HyperionReader(IWireContext outer, Serializer serializer)
        : base(outer)
    {
        _serializer = serializer;
        _session = serializer.GetDeserializerSession();
    }

    protected override (GraphPlan Plan, object Value) ReadObject(WireReader reader)
    {
        var first = reader.Peek();
        if (OwnHeads.At(first) is { } own)
        {
            reader.Byte();
            return (own, own.ReadHead(reader, this));
        }

        Check(first, reader);
        _stream = _stream?.Reader == reader ? _stream : new ReadStream(reader, this);
        try
        {
            var serializer = _serializer.GetDeserializerByManifest(_stream, _session);
            var type = serializer.GetElementType();
            Types.RequireIncoming(type);
            if (first == ObjectSerializer.ManifestFull)
            {
                TypeShape.Check(type, reader.Fixed32());
            }

            var value = serializer.ReadValue(_stream, _session);
            return (GraphPlans.Of(value), value);
        }
        catch (EvilDeserializationException e)
        {
            throw Refused(GateFilter.Plain(e.BadTypeString), e);
        }
    }

    private static WireFormatException Refused(string name, Exception cause) =>
        new(name.Length <= LongestShown && !name.Any(char.IsControl) ? TypeGate.Refused(name).Message : "The name of an object's type is not one.", cause);

    private static void Check(byte first, WireReader reader)
    {
        if (first == ObjectSerializer.ManifestIndex)
        {
            return;
        }

        var rest = reader.Rest;
        if (first != ObjectSerializer.ManifestFull || rest.Length < 1 + sizeof(int)
            || BinaryPrimitives.ReadUInt32LittleEndian(rest[1..]) is var length && (length > LongestName || length > rest.Length - 1 - sizeof(int)))
        {
            throw new WireFormatException("An object's type is not told.");
        }
    }
}
