using Hyperion;
using Hyperion.ValueSerializers;
using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>Hyperion's serializer of one type: Hyperion's manifest, then what the type's <see cref="GraphPlan"/> says.</summary>
internal sealed class GraphSerializer(GraphPlan plan) : ValueSerializer
{
    private readonly ObjectSerializer _manifest = new(plan.Type);

    public override void WriteManifest(Stream stream, SerializerSession session) => _manifest.WriteManifest(stream, session);

    public override void WriteValue(Stream stream, object value, SerializerSession session) => ((WriteStream)stream).Write(plan, value);

    public override object ReadValue(Stream stream, DeserializerSession session) => ((ReadStream)stream).Read(plan);

    public override Type GetElementType() => plan.Type;
}
