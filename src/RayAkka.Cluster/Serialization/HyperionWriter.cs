using Hyperion;
using Hyperion.ValueSerializers;
using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>Writes one graph: the types and heads of its objects through Hyperion. Behind a type's name stands its <see cref="TypeShape"/>.</summary>
internal sealed class HyperionWriter : GraphWriter
{
    private readonly Serializer _serializer;
    private readonly SerializerSession _session;
    private WriteStream? _stream;

    public HyperionWriter(IWireContext outer, Serializer serializer)
        : base(outer)
    {
        _serializer = serializer;
        _session = serializer.GetSerializerSession();
    }

    protected override void WriteObject(WireWriter writer, object value, GraphPlan plan)
    {
        if (OwnHeads.Find(plan) is >= 0 and var own)
        {
            writer.Byte((byte)own);
            plan.WriteHead(writer, value, this);
            return;
        }

        var serializer = _serializer.GetSerializerByType(plan.Type);
        _stream = _stream?.Writer == writer ? _stream : new WriteStream(writer, this);
        var start = writer.Length;
        serializer.WriteManifest(_stream, _session);
        if (writer.Written[start] == ObjectSerializer.ManifestFull)
        {
            writer.Fixed32(TypeShape.Of(plan.Type));
        }

        serializer.WriteValue(_stream, value, _session);
    }
}
