using System.Runtime.CompilerServices;
using Hyperion;
using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>
/// Object graphs by Hyperion, behind the gate for types.
/// <para>
/// Hyperion names the types and finds the serializer of each; it is given serializers for all types (<see cref="GraphSerializers"/>), since its
/// own would break what the isolation of calls keeps: it takes objects that are equal for one (two equal records come out as one object, and a
/// record that refers to itself overflows the stack), forgets the comparers of dictionaries and sets, recurses into references, and believes the
/// lengths that it reads. Its list of unsafe types stays on; what it may load at all is the gate's to say (<see cref="GateFilter"/>).
/// </para>
/// </summary>
internal sealed class HyperionValueCodec : IValueCodec
{
    // Hyperion remembers what its filter let through, and each runtime has a gate of its own.
    private readonly ConditionalWeakTable<TypeGate, Serializer> _serializers = [];

    public void Write(WireWriter writer, object value, IWireContext context) => new HyperionWriter(context, For(context.Types)).WriteGraph(writer, value);

    public object Read(WireReader reader, IWireContext context) => new HyperionReader(context, For(context.Types)).ReadGraph(reader);

    private Serializer For(TypeGate gate) => _serializers.GetValue(gate, static key => new Serializer(new SerializerOptions(
        versionTolerance: false,
        preserveObjectReferences: false,
        surrogates: null,
        serializerFactories: [new GraphSerializers()],
        knownTypes: null,
        ignoreISerializable: true,
        packageNameOverrides: null,
        disallowUnsafeTypes: true,
        typeFilter: new GateFilter(key))));
}
