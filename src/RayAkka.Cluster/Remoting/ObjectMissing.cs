using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>There is no such object here.</summary>
/// <param name="Transfer">The transfer that asked for it.</param>
internal sealed record ObjectMissing(ulong Transfer) : IWireMessage
{
    public string Manifest => Manifests.ObjectMissing;

    public void Write(WireWriter writer) => writer.Varint(Transfer);

    public static ObjectMissing Read(WireReader reader) => new(reader.Varint());
}
