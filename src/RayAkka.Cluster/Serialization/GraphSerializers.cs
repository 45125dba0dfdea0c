using System.Collections.Concurrent;
using Hyperion;
using Hyperion.SerializerFactories;
using Hyperion.ValueSerializers;
using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>Gives Hyperion the serializer of every type; see <see cref="HyperionValueCodec"/> for why.</summary>
internal sealed class GraphSerializers : ValueSerializerFactory
{
    public override bool CanSerialize(Serializer serializer, Type type) => true;

    public override bool CanDeserialize(Serializer serializer, Type type) => true;

    public override ValueSerializer BuildSerializer(Serializer serializer, Type type, ConcurrentDictionary<Type, ValueSerializer> typeMapping) =>
        typeMapping.GetOrAdd(type, static key => new GraphSerializer(GraphPlans.For(key)));
}
